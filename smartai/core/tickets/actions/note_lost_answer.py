from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from smartai.core.tickets.actions.change_status import move_to_category
from smartai.core.tickets.events import AnswerNotDelivered, CustomerReplied, StatusChanged
from smartai.core.tickets.models import Category, Message, Ticket
from smartai.core.tickets.policies import is_archived
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.events.record import record


@transaction.atomic
def note_lost_answer(message: Message, address: str, *, by: Actor) -> StoredEvent | None:
    """An answer will never reach an address: its ticket waits for the team again, since that answer.

    One fact for an answer and address; None where it is known, or nobody misses the answer. The first of an
    answer moves the ticket, unless it ended for another reason or the customer did something since.
    """
    require(isinstance(by, System))
    ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=message.ticket_id)
    known = StoredEvent.objects.filter(
        ticket_id=ticket.pk, kind=AnswerNotDelivered.kind, payload__message_id=message.pk
    )
    if _left(ticket, address) or known.filter(payload__address=address).exists():
        return None
    comes_back = not known.exists() and _is_missed(ticket, message)
    lost = record(AnswerNotDelivered(ticket_id=ticket.pk, message_id=message.pk, address=address), by=by)
    if comes_back:
        if ticket.category not in (Category.NEW, Category.OPEN):
            move_to_category(ticket, Category.OPEN, by=by, caused_by=lost)
        ticket.waiting_since = ticket.waiting_since or message.created_at
        ticket.changed_at = timezone.now()
        ticket.save()
    return lost


def _left(ticket: Ticket, address: str) -> bool:
    """It is somebody's who was taken out of the conversation before the mail left."""
    there = Q(pk=ticket.requester_id) | Q(participations__ticket=ticket)
    people = Person.objects.filter(email=address)
    return people.exists() and not people.filter(there).exists()


def _is_missed(ticket: Ticket, message: Message) -> bool:
    """Solved is what the team believes that the answer did. An erased ticket ended, whatever its status."""
    if ticket.ended and (ticket.category != Category.SOLVED or is_archived(ticket)):
        return False
    people = {ticket.requester_id, *ticket.participants.values_list("person_id", flat=True)}
    by_customer = Q(kind=CustomerReplied.kind) | Q(kind=StatusChanged.kind, actor_id__in=people)
    since = StoredEvent.objects.filter(by_customer, ticket_id=ticket.pk, created_at__gt=message.created_at)
    return not since.exists()
