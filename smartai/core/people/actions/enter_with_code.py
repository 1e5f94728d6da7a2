from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from smartai.core.people.events import AddressProven, PersonRegistered
from smartai.core.people.models import Profile
from smartai.core.people.querysets import claimant_of_address, owner_of_address
from smartai.foundation.accounts.actions import check_code
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import (
    CodePurpose,
    EmailAddress,
    Person,
    Role,
    SignInCode,
)
from smartai.foundation.events.record import record


def enter_with_code(
    challenge: str, digits: str, *, purpose: CodePurpose = CodePurpose.SIGN_IN
) -> tuple[Person, SignInCode]:
    """Who proved the address by the code: the person of that address, made when there is none.

    A registration that waited in the code's payload takes effect only here, in the browser that wrote it
    and only for a new person: nobody can prepare an account, with their own password, for somebody else's
    address. Raises ``CodeRefused``.
    """
    code = check_code(challenge, digits, purpose)
    with transaction.atomic():
        person = owner_of_address(code.address) or _newly_proven(code)
    return person, code


def _newly_proven(code: SignInCode) -> Person:
    person = claimant_of_address(code.address) or Person.objects.create(
        email=code.address, role=Role.CUSTOMER
    )
    claim, _ = EmailAddress.objects.get_or_create(person=person, address=code.address)
    if not _prove(claim):  # proven in another browser just now, or by somebody let in no more
        other = owner_of_address(code.address)
        if other is None:
            raise CodeRefused
        return other
    _apply_registration(person, code.payload.get("registration", {}))
    record(PersonRegistered(person_id=person.pk, role=person.role), by=person)
    record(AddressProven(person_id=person.pk), by=person)
    return person


def _prove(claim: EmailAddress) -> bool:
    """Of two proofs at one moment one is the first; only its registration counts."""
    try:
        with transaction.atomic():
            unproven = EmailAddress.objects.filter(pk=claim.pk, proven_at=None)
            return bool(unproven.update(proven_at=timezone.now()))
    except IntegrityError:
        return False


def _apply_registration(person: Person, wanted: dict[str, Any]) -> None:
    """Names, password hash, language and profile answers typed before the code was asked for."""
    person.password = wanted.get("password_hash", "")
    person.name = wanted.get("name", "") or person.name
    person.language = wanted.get("language", "") or person.language
    person.save(update_fields=["password", "name", "language"])
    details = {name: wanted[name] for name in ("phone", "company", "answers") if wanted.get(name)}
    if details:
        Profile.objects.update_or_create(person=person, defaults=details)
