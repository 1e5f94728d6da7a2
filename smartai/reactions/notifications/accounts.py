"""What people are sent about their account: codes, an invitation, and a line when something changed."""

from __future__ import annotations

from django.utils import timezone

from smartai.core.identities.events import ProviderIdentityLinked, SiteIdentityLinked
from smartai.core.people.events import (
    AddressProven,
    AddressRemoved,
    CodeRequested,
    ColleagueInvited,
    PasskeyAdded,
    PasswordChanged,
    PersonChanged,
    SecondStepRemoved,
    SecondStepStarted,
)
from smartai.core.people.querysets import owner_of_address
from smartai.core.tickets.actions import adopt_requests
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import CodePurpose, EmailAddress, Person, SignInCode
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.mail.marks import mark
from smartai.reactions.notifications import places
from smartai.reactions.notifications.facts import Facts
from smartai.reactions.notifications.filling import CODE, CODE_LINK
from smartai.reactions.notifications.kinds import Kind
from smartai.reactions.notifications.owing import owe
from smartai.reactions.notifications.readers import reader_at, reader_of


def send_code(event: StoredEvent) -> None:
    """The code as a mark: no row holds its digits. Nothing for one that is used or has expired by now.

    A code for one more address has no link: it is typed in the profile, where one is signed in already.
    """
    fact = CodeRequested.from_payload(event.payload)
    code = SignInCode.objects.filter(pk=fact.code_id, used_at=None, expires_at__gt=timezone.now()).first()
    if code is None or not fact.deliver:
        return
    known = owner_of_address(code.address)
    name = known.name if known else ""
    reader = reader_at(code.address, key=f"code:{code.pk}", name=name, language=fact.language)
    link = mark(CODE_LINK, code.pk) if code.purpose != CodePurpose.ADD_ADDRESS else ""
    facts = Facts(values={"name": name}, code=mark(CODE, code.pk), url=link, purpose=fact.purpose)
    owe(Kind.CODE, reader, facts, key=f"event:{event.pk}", useful_until=code.expires_at)


def adopt_proven_requests(event: StoredEvent) -> None:
    """Requests that were written with the address, unproven, become the person's who proved it."""
    person = _person(AddressProven.from_payload(event.payload).person_id)
    if person:
        adopt_requests(person, caused_by=event)


def adopt_linked_requests(event: StoredEvent) -> None:
    """The same when a site said who somebody is: what they wrote before they were known to be that person."""
    person = _person(SiteIdentityLinked.from_payload(event.payload).person_id)
    if person and _proven(person):
        adopt_requests(person, caused_by=event)


def tell_of_new_address(event: StoredEvent) -> None:
    """To the addresses that were there before; nothing for the first one."""
    person = _person(AddressProven.from_payload(event.payload).person_id)
    if person:
        earlier = _proven(person)[:-1]
        _warn(Kind.ADDRESS_ADDED, person, earlier, event)


def tell_of_main_address(event: StoredEvent) -> None:
    """To all but the new main address: the old one is among them."""
    fact = PersonChanged.from_payload(event.payload)
    person = _person(fact.person_id) if "email" in fact.names else None
    if person:
        others = [address for address in _proven(person) if address.address != person.email]
        _warn(Kind.MAIN_ADDRESS_CHANGED, person, others, event)


def tell_of_removed_address(event: StoredEvent) -> None:
    """To those that are left; the removed one was told when another became the main address."""
    person = _person(AddressRemoved.from_payload(event.payload).person_id)
    if person:
        _warn(Kind.ADDRESS_REMOVED, person, _proven(person), event)


def tell_of_password(event: StoredEvent) -> None:
    person = _person(PasswordChanged.from_payload(event.payload).person_id)
    if person:
        facts = Facts(values={"name": person.name}, url=places.profile_page())
        owe(Kind.PASSWORD_CHANGED, reader_of(person), facts, key=f"event:{event.pk}")


def tell_of_second_step(event: StoredEvent) -> None:
    _tell(Kind.SECOND_STEP_ON, SecondStepStarted.from_payload(event.payload).person_id, event)


def tell_of_second_step_removed(event: StoredEvent) -> None:
    """Who took it away is named: a colleague can ask."""
    fact = SecondStepRemoved.from_payload(event.payload)
    kind = Kind.SECOND_STEP_TAKEN if fact.by_other else Kind.SECOND_STEP_OFF
    _tell(kind, fact.person_id, event, agent=event.actor_name or choices().brand.name)


def tell_of_passkey(event: StoredEvent) -> None:
    _tell(Kind.PASSKEY_ADDED, PasskeyAdded.from_payload(event.payload).person_id, event)


def tell_of_provider(event: StoredEvent) -> None:
    """Not somebody whom the provider brought along: they have just come that way."""
    fact = ProviderIdentityLinked.from_payload(event.payload)
    if not fact.new_person:
        _tell(Kind.PROVIDER_LINKED, fact.person_id, event, title=fact.name)


def _tell(kind: Kind, person_id: int, event: StoredEvent, **values: str) -> None:
    person = _person(person_id)
    if person:
        facts = Facts(values={"name": person.name, **values}, url=places.ways_page())
        owe(kind, reader_of(person), facts, key=f"event:{event.pk}")


def invite_colleague(event: StoredEvent) -> None:
    person = _person(ColleagueInvited.from_payload(event.payload).person_id)
    if person and person.is_team:
        values = {"name": person.name, "agent": event.actor_name}
        facts = Facts(values=values, url=places.desk_sign_in_page())
        owe(Kind.INVITATION, reader_of(person), facts, key=f"event:{event.pk}")


def _warn(kind: Kind, person: Person, addresses: list[EmailAddress], event: StoredEvent) -> None:
    facts = Facts(values={"name": person.name}, url=places.profile_page())
    for address in addresses:
        reader = reader_of(person, address=address.address)
        owe(kind, reader, facts, key=f"event:{event.pk}:address:{address.pk}")


def _person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk, active=True).first()


def _proven(person: Person) -> list[EmailAddress]:
    """The one that was proven last comes last."""
    return list(person.addresses.filter(proven_at__isnull=False).order_by("proven_at", "pk"))
