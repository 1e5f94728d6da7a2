from __future__ import annotations

from django.db import transaction

from smartai.core.people import search as people
from smartai.core.people.models import Profile
from smartai.core.tickets.events import ParticipantAdded, ParticipantRemoved, RequestsAdopted
from smartai.core.tickets.models import Message, Participant, Ticket, TicketLink
from smartai.core.tickets.search.filing import mark_stale
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.models import EmailAddress, Person
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.events.record import record


@transaction.atomic
def adopt_requests(person: Person, *, caused_by: StoredEvent | None = None) -> list[int]:
    """Requests that were written with one of the person's proven addresses, unproven, become theirs.

    Links that were mailed for them to the address keep working. Safe to repeat.
    """
    proven = list(person.addresses.filter(proven_at__isnull=False).values_list("address", flat=True))
    Ticket.objects.filter(requester=person, proven=False).update(proven=True)
    claimants = [
        claim.person_id
        for claim in EmailAddress.objects.filter(address__in=proven, proven_at=None).exclude(person=person)
        if not EmailAddress.objects.filter(person_id=claim.person_id, proven_at__isnull=False).exists()
    ]
    if not claimants:
        return []
    ids = list(
        Ticket.objects.select_for_update(of=("self",))
        .filter(requester__in=claimants)
        .values_list("pk", flat=True)
    )
    Ticket.objects.filter(pk__in=ids).update(requester=person, proven=True)
    mark_stale(ids)
    TicketLink.objects.filter(person__in=claimants).update(person=person)
    Message.objects.filter(author__in=claimants).update(author=person)
    _join_conversations(person, claimants)
    _sign_facts(person, claimants)
    EmailAddress.objects.filter(person__in=claimants).delete()
    Profile.objects.filter(person__in=claimants).delete()
    Person.objects.filter(pk__in=claimants).update(active=False, name="", email="")
    people.mark_stale(claimants)
    fact = RequestsAdopted(person_id=person.pk, ticket_ids=ids)
    record(fact, by=System("adoption"), caused_by=caused_by)
    return ids


def _join_conversations(person: Person, claimants: list[int]) -> None:
    """Whoever was let into a conversation by that address stays in it; requesters need no seat."""
    seats = Participant.objects.filter(person__in=claimants)
    joined = set(seats.exclude(ticket__requester=person).values_list("ticket_id", flat=True))
    seats.delete()
    Participant.objects.filter(person=person, ticket__requester=person).delete()
    Participant.objects.bulk_create(
        [Participant(ticket_id=pk, person=person) for pk in sorted(joined)], ignore_conflicts=True
    )


def _sign_facts(person: Person, claimants: list[int]) -> None:
    """What they did and what was done to them is the person's: an erasure must find it."""
    StoredEvent.objects.filter(actor_id__in=claimants).update(actor_id=person.pk)
    joined = (ParticipantAdded.kind, ParticipantRemoved.kind)
    for fact in StoredEvent.objects.filter(kind__in=joined, payload__person_id__in=claimants):
        fact.payload["person_id"] = person.pk
        fact.save(update_fields=["payload"])
