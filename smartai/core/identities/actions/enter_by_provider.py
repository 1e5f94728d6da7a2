"""Who comes in by a provider. The rules are in docs/decisions/0026."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from smartai.core.identities.errors import ProviderRefusal, ProviderRefused
from smartai.core.identities.events import ProviderIdentityLinked, ProviderIdentityRemoved
from smartai.core.identities.models import ProviderIdentity, SignInProvider
from smartai.core.people.events import AddressProven, PersonRegistered
from smartai.core.people.querysets import claimant_of_address
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import EmailAddress, Person, Role
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@dataclass(frozen=True)
class Said:
    """What a checked ID token says of somebody. ``email`` is in its normal form, or empty."""

    subject: str
    email: str = ""
    email_verified: bool = False
    name: str = ""


def enter_by_provider(provider: SignInProvider, said: Said) -> Person:
    """The person of that identity: known, joined by a verified address, or made. Never gives a role.

    Raises ``ProviderRefused``. What waits for the address is adopted by who hears of ``AddressProven``.
    """
    try:
        return _entered(provider, said)
    except IntegrityError:  # the same person, or the same address, a moment ago in another process
        return _entered(provider, said)


@transaction.atomic
def remove_identity(identity: ProviderIdentity, *, by: Actor) -> None:
    """The account there signs this person in no more, until it is joined again."""
    require(by == identity.person)
    record(ProviderIdentityRemoved(person_id=identity.person_id), by=by)
    identity.delete()


@transaction.atomic
def _entered(provider: SignInProvider, said: Said) -> Person:
    if provider.domains and not _may_come_with(provider, said):
        raise ProviderRefused(ProviderRefusal.DOMAIN)
    rows = ProviderIdentity.objects.select_for_update(of=("self",)).select_related("person")
    identity = rows.filter(issuer=provider.issuer, subject=said.subject).first()
    if identity is None:
        identity = _first_time(provider, said)
    _admit(provider, identity.person)
    identity.last_used_at = timezone.now()
    identity.save(update_fields=["last_used_at"])
    return identity.person


def _may_come_with(provider: SignInProvider, said: Said) -> bool:
    return said.email_verified and said.email.rpartition("@")[2] in provider.domains


def _first_time(provider: SignInProvider, said: Said) -> ProviderIdentity:
    """Only a verified address leads to somebody: else anybody could name any address there."""
    if not (said.email and said.email_verified):
        raise ProviderRefused(ProviderRefusal.UNVERIFIED)
    known = _holder(said.email)
    person = known or _made(provider, said)
    if known:
        _admit(provider, person)
        if ProviderIdentity.objects.filter(issuer=provider.issuer, person=person).exists():
            raise ProviderRefused(ProviderRefusal.ANOTHER)  # the address may be a successor's by now
    identity = ProviderIdentity.objects.create(issuer=provider.issuer, subject=said.subject, person=person)
    record(
        ProviderIdentityLinked(person_id=person.pk, name=provider.name, new_person=known is None), by=person
    )
    return identity


def _admit(provider: SignInProvider, person: Person) -> None:
    """A provider for customers opens no desk, and one for the team is no way in for customers."""
    if not person.active:
        raise ProviderRefused(ProviderRefusal.CLOSED)
    if not (provider.for_team if person.is_team else provider.for_customers):
        raise ProviderRefused(ProviderRefusal.UNKNOWN)


def _holder(address: str) -> Person | None:
    """Who proved the address, let in or not."""
    proven = EmailAddress.objects.select_related("person").filter(address=address, proven_at__isnull=False)
    found = proven.first()
    return found.person if found else None


def _made(provider: SignInProvider, said: Said) -> Person:
    """A customer, whatever the provider is for: colleagues are invited here."""
    if not (provider.for_customers and provider.creates):
        raise ProviderRefused(ProviderRefusal.UNKNOWN)
    person = claimant_of_address(said.email) or Person.objects.create(email=said.email, role=Role.CUSTOMER)
    person.name, person.password = person.name or one_line(said.name)[:200], ""
    person.save(update_fields=["name", "password"])
    EmailAddress.objects.update_or_create(
        person=person, address=said.email, defaults={"proven_at": timezone.now()}
    )
    record(PersonRegistered(person_id=person.pk, role=person.role), by=person)
    record(AddressProven(person_id=person.pk), by=person)
    return person
