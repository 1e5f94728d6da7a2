"""The second step at signing in: on, off, and the codes for a lost phone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.people.events import (
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SecondStepRemoved,
    SecondStepStarted,
)
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actions import check_second_step
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import PendingSignIn, Person, RecoveryCode, SecondStep, Session
from smartai.foundation.accounts.models.second_step import second_step_secret
from smartai.foundation.accounts.recovery_codes import as_typed, new_recovery_codes
from smartai.foundation.accounts.secrets import hashed
from smartai.foundation.events.record import record
from smartai.lib.totp import digits_of, step_that_fits


@transaction.atomic
def start_second_step(person: Person, nonce: str, code: str, *, by: Actor) -> list[str]:
    """Counts from now on; returns the recovery codes, which are kept as hashes only.

    ``nonce`` names the secret that the person's app got. Raises ``CodeRefused`` when the app's code does not
    fit it, or when a second step is on already: it is never replaced without being turned off.
    """
    require(by == person)
    secret = second_step_secret(person.pk, nonce)
    fits = step_that_fits(secret, digits_of(code), timezone.now().timestamp())
    if fits is None:
        raise CodeRefused
    step, new = SecondStep.objects.get_or_create(person=person, defaults={"nonce": nonce, "last_used": fits})
    if not new:
        raise CodeRefused
    record(SecondStepStarted(person_id=person.pk), by=by)
    return _given(step)


@transaction.atomic
def renew_recovery_codes(person: Person, code: str, *, by: Actor) -> list[str]:
    """Ten new ones; those before end. Raises ``CodeRefused``."""
    require(by == person)
    check_second_step(person, code)
    record(RecoveryCodesRenewed(person_id=person.pk), by=by)
    return _given(SecondStep.objects.select_for_update().get(person=person))


@transaction.atomic
def end_second_step(person: Person, code: str, *, by: Actor) -> None:
    """Only with a code: a browser that was left open is not enough. Raises ``CodeRefused``."""
    require(by == person)
    check_second_step(person, code)
    SecondStep.objects.filter(person=person).delete()
    record(SecondStepRemoved(person_id=person.pk, by_other=False), by=by)


@transaction.atomic
def take_second_step_away(person: Person, *, by: Actor) -> bool:
    """For somebody who lost the phone and the recovery codes. Signs them out everywhere; they are told.

    False when there was none.
    """
    require(is_owner(by) and by != person)
    if not SecondStep.objects.filter(person=person).delete()[0]:
        return False
    Session.objects.filter(person=person).delete()
    PendingSignIn.objects.filter(person=person).delete()
    record(SecondStepRemoved(person_id=person.pk, by_other=True), by=by)
    return True


@transaction.atomic
def pass_second_step(person: Person, code: str) -> int | None:
    """The second proof of somebody who is signing in. How many recovery codes are left when it was one.

    Raises ``CodeRefused``. How often is the caller's limit.
    """
    if not check_second_step(person, code):
        return None
    record(RecoveryCodeUsed(person_id=person.pk), by=person)
    return RecoveryCode.objects.filter(second_step__person=person).count()


def _given(step: SecondStep) -> list[str]:
    codes = new_recovery_codes()
    step.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(second_step=step, code_hash=hashed(as_typed(code))) for code in codes]
    )
    return codes
