"""Who is who: what a site says of somebody, and the person here. The rules are in docs/decisions/0024."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from smartai.core.identities.errors import IdentityRefused
from smartai.core.identities.events import SiteIdentityLinked
from smartai.core.identities.models import SiteIdentity
from smartai.core.people.events import AddressProven, AddressRemoved, PersonChanged, PersonRegistered
from smartai.core.people.models import Profile
from smartai.foundation.accounts.models import EmailAddress, Person, Role, Session
from smartai.foundation.events.record import record
from smartai.lib.site_claims import Told

TEAM = "team"
CLOSED = "closed"


def recognise_person(panel_id: int, told: Told) -> Person:
    """The person of an identity, found or made, with what the site says of them.

    Raises ``IdentityRefused`` for colleagues and for accounts that were closed. What waits for an address of
    the person is adopted by who hears of ``AddressProven`` and ``SiteIdentityLinked``.
    """
    try:
        return _recognised(panel_id, told)
    except IntegrityError:  # the same person, or the same address, a moment ago in another process
        return _recognised(panel_id, told)


@transaction.atomic
def _recognised(panel_id: int, told: Told) -> Person:
    rows = SiteIdentity.objects.select_for_update(of=("self",)).select_related("person")
    identity = rows.filter(panel=panel_id, subject=told.subject).first() or _first_time(panel_id, told)
    if told.email_verified:
        _take_address(identity, told)
    if identity.person.is_team:
        raise IdentityRefused(TEAM)
    if not identity.person.active:
        raise IdentityRefused(CLOSED)
    _write_down(identity, told)
    return identity.person


def _first_time(panel_id: int, told: Told) -> SiteIdentity:
    """A verified address leads to the customer who proved it; otherwise it is somebody new."""
    holder = _holder(told.email) if told.email_verified else None
    if holder and not holder.is_team:
        person = holder
    else:
        name = told.name or ("" if told.email else told.subject)
        person = Person.objects.create(name=name, email=told.email, role=Role.CUSTOMER)
        record(PersonRegistered(person_id=person.pk, role=person.role), by=person)
    identity = SiteIdentity.objects.create(panel_id=panel_id, subject=told.subject, person=person)
    record(SiteIdentityLinked(panel_id=panel_id, person_id=person.pk), by=person)
    return identity


def _holder(address: str) -> Person | None:
    """Who proved the address, let in or not."""
    proven = EmailAddress.objects.select_related("person").filter(address=address, proven_at__isnull=False)
    found = proven.first()
    return found.person if found else None


def _take_address(identity: SiteIdentity, told: Told) -> None:
    """What the site verified counts as proven, unless somebody else proved it."""
    person, holder = identity.person, _holder(told.email)
    if holder is None and not person.is_team and person.active:
        _prove(identity, told.email)
    elif holder == person:
        _withdraw(identity, told.email)
    elif holder and _may_become(person, holder):
        _become(identity, holder, told.email)


def _prove(identity: SiteIdentity, address: str) -> None:
    person = identity.person
    EmailAddress.objects.update_or_create(
        person=person, address=address, defaults={"proven_at": timezone.now()}
    )
    record(AddressProven(person_id=person.pk), by=person)
    _withdraw(identity, address)
    identity.vouched_address = address
    if not EmailAddress.objects.filter(person=person, address=person.email, proven_at__isnull=False).exists():
        _write_to(person, address)


def _withdraw(identity: SiteIdentity, address: str) -> None:
    """The address that rested on the site's word alone goes when the site names another: who has it now?"""
    person, before = identity.person, identity.vouched_address
    if before in ("", address):
        return
    identity.vouched_address = ""
    if EmailAddress.objects.filter(person=person, address=before).delete()[0]:
        record(AddressRemoved(person_id=person.pk), by=person)
    if person.email == before:
        _write_to(person, address)


def _write_to(person: Person, address: str) -> None:
    person.email = address
    person.save(update_fields=["email"])


def _may_become(person: Person, holder: Person) -> bool:
    """Only an account that nothing but this identity opens is joined to another, and never to the team's."""
    return (
        holder.active
        and not holder.is_team
        and not person.is_team
        and person.active
        and not person.has_password
        and not person.addresses.filter(proven_at__isnull=False).exists()
        and person.site_identities.count() == 1
    )


def _become(identity: SiteIdentity, holder: Person, address: str) -> None:
    """The account so far is left as a claim to the address: whoever proved it adopts its requests."""
    left = identity.person
    EmailAddress.objects.get_or_create(person=left, address=address)
    Session.objects.filter(person=left).delete()
    identity.person = holder
    identity.save(update_fields=["person"])
    record(SiteIdentityLinked(panel_id=identity.panel_id, person_id=holder.pk), by=holder)


def _write_down(identity: SiteIdentity, told: Told) -> None:
    """Only what the site says anew: what people wrote into their own profile stays."""
    person = identity.person
    changed = [
        *_name(identity, person, told),
        *_contact(person, told),
        *_organisation(identity, person, told),
    ]
    if changed:
        record(PersonChanged(person_id=person.pk, names=changed), by=person)
    identity.told_name, identity.told_organisation = told.name, told.organisation
    identity.told_address, identity.attributes = told.email, told.attributes
    identity.save()


def _name(identity: SiteIdentity, person: Person, told: Told) -> list[str]:
    known = bool(identity.told_name)  # an account that was there before keeps its own name at first
    if not told.name or told.name in (identity.told_name, person.name) or (person.name and not known):
        return []
    person.name = told.name
    person.save(update_fields=["name"])
    return ["name"]


def _contact(person: Person, told: Told) -> list[str]:
    """An address without proof is only where mails go, and only of somebody who proved none."""
    if not told.email or told.email == person.email:
        return []
    if person.addresses.filter(proven_at__isnull=False).exists():
        return []
    _write_to(person, told.email)
    return ["email"]


def _organisation(identity: SiteIdentity, person: Person, told: Told) -> list[str]:
    """As what somebody says of themselves; which organisation they belong to is the team's to say."""
    if not told.organisation or told.organisation == identity.told_organisation:
        return []
    profile, _ = Profile.objects.get_or_create(person=person)
    if profile.company and not identity.told_organisation:
        return []
    profile.company = told.organisation
    profile.save(update_fields=["company"])
    return ["company"]
