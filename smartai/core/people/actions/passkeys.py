from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from smartai.core.people.events import PasskeyAdded, PasskeyRemoved, PasskeyRenamed
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actions import spend_challenge
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.errors import PasskeyRefused, TooManyPasskeys
from smartai.foundation.accounts.models import Passkey, Person
from smartai.foundation.accounts.secrets import hashed
from smartai.foundation.events.record import record
from smartai.lib.text import one_line

MOST: Final = 20
"""Passkeys of a person."""
PURPOSE: Final = "passkey"

log = structlog.get_logger()


def add_passkey(
    person: Person, challenge: str, answer: Mapping[str, Any], *, by: Actor, name: str
) -> Passkey:
    """Keeps what the browser's authenticator made. Raises ``PasskeyRefused``, ``TooManyPasskeys``."""
    # Here and not above: the library is needed by few requests.
    from smartai.foundation.accounts import webauthn

    require(by == person)
    _spend(challenge)
    made = webauthn.made(challenge, answer)
    try:
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)
            if person.passkeys.count() >= MOST:
                raise TooManyPasskeys
            passkey = Passkey.objects.create(
                person=person,
                credential_hash=_hash(made.credential_id),
                credential=made.credential,
                sign_count=made.sign_count,
                name=one_line(name)[:60],
            )
            record(PasskeyAdded(person_id=person.pk), by=by)
    except IntegrityError as error:
        raise PasskeyRefused("it is known already") from error
    return passkey


@transaction.atomic
def rename_passkey(passkey: Passkey, name: str, *, by: Actor) -> None:
    require(by == passkey.person)
    passkey.name = one_line(name)[:60]
    passkey.save(update_fields=["name"])
    record(PasskeyRenamed(person_id=passkey.person_id), by=by)


@transaction.atomic
def remove_passkey(passkey: Passkey, *, by: Actor) -> None:
    """It signs nobody in any more; the device still shows it until it is removed there."""
    require(by == passkey.person)
    passkey.delete()
    record(PasskeyRemoved(person_id=passkey.person_id), by=by)


def enter_with_passkey(challenge: str, answer: Mapping[str, Any]) -> tuple[Person, bool]:
    """Whose key signed the challenge, and whether the authenticator verified the person.

    A challenge is spent by the first answer, whatever it says. A counter that does not go on means that
    somebody has a copy of the key: refused. Raises ``PasskeyRefused``.
    """
    # Here and not above, as before.
    from smartai.foundation.accounts import webauthn

    _spend(challenge)
    known = Passkey.objects.select_related("person").filter(
        credential_hash=_hash(webauthn.credential_id_of(answer)), person__active=True
    )
    passkey = known.first()
    if passkey is None:
        raise PasskeyRefused("unknown here")
    signed = webauthn.signed(challenge, bytes(passkey.credential), passkey.person_id, answer)
    earlier = Q(sign_count__lt=signed.sign_count) if signed.sign_count else Q(sign_count=0)
    changes = {"sign_count": signed.sign_count, "last_used_at": timezone.now()}
    if not Passkey.objects.filter(earlier, pk=passkey.pk).update(**changes):
        log.warning("passkey.copied", passkey=passkey.pk, person=passkey.person_id)
        raise PasskeyRefused("its counter went back")
    return passkey.person, signed.verified


def _spend(challenge: str) -> None:
    if not spend_challenge(PURPOSE, challenge):
        raise PasskeyRefused("answered before")


def _hash(credential_id: bytes) -> str:
    return hashed(credential_id.hex())
