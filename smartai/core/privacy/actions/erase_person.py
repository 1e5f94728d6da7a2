from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from smartai.core.helpfulness.actions import forget_reader
from smartai.core.identities.models import ProviderIdentity, SiteIdentity
from smartai.core.people.errors import LastOwner
from smartai.core.people.events import PersonErased
from smartai.core.people.models import Profile
from smartai.core.people.search import forget_person
from smartai.core.privacy.actions.erase_traces import erase_codes, erase_facts, erase_letters, erase_mails
from smartai.core.satisfaction.models import Rating
from smartai.core.tickets.actions import adopt_requests
from smartai.core.tickets.models import HeldRequest, Participant, SiteContext, Ticket, TicketLink
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import (
    EmailAddress,
    Passkey,
    PendingSignIn,
    Person,
    Role,
    SecondStep,
    Session,
)
from smartai.foundation.events.record import record

ERASED = "[erased]"


@transaction.atomic
def erase_person(person: Person, *, by: Actor) -> None:
    """Deletes a customer's own data for good: name, addresses, words, files, sessions, mails to them.

    The tickets stay as empty shells with their numbers, so that the team's counts stay true. Colleagues
    are deactivated instead. Answers of the team in the person's requests go too: they speak of them.
    What was written unproven with one of the person's addresses counts as theirs.
    """
    require(by == person or is_owner(by))
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())
    if person.is_team:
        raise (
            LastOwner if person.role == Role.OWNER else TypeError("colleagues are deactivated, not erased")
        )
    if person.addresses.filter(proven_at__isnull=False).exists():
        adopt_requests(person)
    tickets = list(
        Ticket.objects.select_for_update(of=("self",)).filter(requester=person).values_list("pk", flat=True)
    )
    addresses = _own_addresses(person)
    forget_person(person)
    erase_mails(person, tickets, addresses)
    erase_letters(person, tickets)
    erase_facts(person, tickets, addresses)
    erase_codes(person, addresses)
    forget_reader(person, tickets, by=System("erasure"))
    empty_tickets(tickets)
    Rating.objects.filter(Q(ticket__in=tickets) | Q(person=person)).update(words="")
    for rows in (
        HeldRequest.objects.filter(address__in=addresses),
        SiteContext.objects.filter(ticket__in=tickets),
        TicketLink.objects.filter(person=person),
        Participant.objects.filter(person=person),
        Session.objects.filter(person=person),
        SiteIdentity.objects.filter(person=person),
        ProviderIdentity.objects.filter(person=person),
        Passkey.objects.filter(person=person),
        SecondStep.objects.filter(person=person),
        PendingSignIn.objects.filter(person=person),
        EmailAddress.objects.filter(person=person),
        Profile.objects.filter(person=person),
    ):
        rows.delete()
    person.name = person.email = person.password = person.language = person.time_zone = person.theme = ""
    person.active, person.erased_at = False, timezone.now()
    person.save()
    record(PersonErased(person_id=person.pk), by=System("erasure"))


def _own_addresses(person: Person) -> list[str]:
    """Not those that somebody else proved: what waits there is the other person's."""
    addresses = set(person.addresses.values_list("address", flat=True))
    of_others = EmailAddress.objects.filter(address__in=addresses, proven_at__isnull=False)
    return sorted(addresses - set(of_others.exclude(person=person).values_list("address", flat=True)))


def empty_tickets(tickets: list[int]) -> None:
    Ticket.objects.filter(pk__in=tickets).update(
        title=ERASED,
        public_text="",
        public_by_name="",
        ended=True,
        waiting_since=None,
        form_key=None,
    )
