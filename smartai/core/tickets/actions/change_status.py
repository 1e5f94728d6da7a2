from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import (
    ReopeningEnded,
    TicketAlreadyEnded,
    TicketStillOpen,
)
from smartai.core.tickets.events import StatusChanged
from smartai.core.tickets.models import Category, Status, Ticket
from smartai.core.tickets.models.status import ENDED_CATEGORIES
from smartai.core.tickets.policies import can_reopen, can_reply_as_customer, can_work_on
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.events.record import record


@transaction.atomic
def change_status(ticket: Ticket, status: Status, *, by: Actor) -> Ticket:
    """The team moves the ticket to a status; the same status again changes and records nothing."""
    require(can_work_on(by, ticket) and status.archived_at is None)
    ticket = _locked(ticket)
    _move(ticket, status, by)
    ticket.save()
    return ticket


@transaction.atomic
def close_ticket(ticket: Ticket, *, by: Actor, solved: bool = False) -> Ticket:
    """The customer ends their own request: ``solved`` says so with thanks. Raises ``TicketAlreadyEnded``."""
    require(can_reply_as_customer(by, ticket) and choices().requests.customers_close)
    ticket = _locked(ticket)
    if ticket.ended:
        raise TicketAlreadyEnded
    move_to_category(ticket, Category.SOLVED if solved else Category.CLOSED, by=by)
    ticket.save()
    return ticket


@transaction.atomic
def reopen_ticket(ticket: Ticket, *, by: Actor) -> Ticket:
    """The customer opens an ended request again. Raises ``TicketStillOpen``, ``ReopeningEnded``."""
    require(can_reply_as_customer(by, ticket))
    ticket = _locked(ticket)
    if not ticket.ended:
        raise TicketStillOpen
    if not can_reopen(by, ticket):
        raise ReopeningEnded
    move_to_category(ticket, Category.OPEN, by=by)
    ticket.waiting_since = timezone.now()
    ticket.save()
    return ticket


@transaction.atomic
def undo_solving(ticket: Ticket, *, by: Actor) -> Ticket:
    """Puts a ticket back where it stood before it was solved, with how long the customer had waited.

    Raises ``TicketStillOpen`` when somebody has opened it since.
    """
    require(can_work_on(by, ticket))
    ticket = _locked(ticket)
    if ticket.category != Category.SOLVED:
        raise TicketStillOpen
    put_back(ticket, by=by)
    ticket.save()
    return ticket


def put_back(ticket: Ticket, *, by: Actor) -> None:
    """To where the last change of status took it from, waiting as long as then. The caller saves."""
    changes = StoredEvent.objects.filter(ticket_id=ticket.pk, kind=StatusChanged.kind)
    last = changes.order_by("-pk").first()
    if last is None:
        raise TicketStillOpen
    change = StatusChanged.from_payload(last.payload)
    before = Status.objects.filter(pk=change.before_id, archived_at=None).first()
    _move(ticket, before or catalogue().first_status(Category.OPEN), by)
    if change.waited_since and not ticket.public_by_team:
        ticket.waiting_since = datetime.fromisoformat(change.waited_since)


def move_to_category(
    ticket: Ticket, category: Category, *, by: Actor, caused_by: StoredEvent | None = None
) -> None:
    """To the first status of the category, unless the ticket is in that category. The caller saves."""
    if ticket.category != category:
        _move(ticket, catalogue().first_status(category), by, caused_by)


def _move(ticket: Ticket, status: Status, by: Actor, caused_by: StoredEvent | None = None) -> None:
    before = catalogue().status(ticket.status_id)
    if before.pk == status.pk:
        return
    now = timezone.now()
    was_ended, waited_since = ticket.ended, ticket.waiting_since
    ticket.status, ticket.category, ticket.changed_at = status, status.category, now
    ticket.ended = status.category in ENDED_CATEGORIES
    if ticket.ended and not was_ended:
        ticket.ended_at, ticket.waiting_since = now, None
    elif not ticket.ended:
        ticket.ended_at = None
    if status.category in (Category.WAITING, Category.ON_HOLD):
        ticket.waiting_since = None
    record(
        StatusChanged(
            ticket_id=ticket.pk,
            before=before.label,
            after=status.label,
            category=status.category,
            before_id=before.pk,
            after_id=status.pk,
            waited_since=waited_since.isoformat() if waited_since and not ticket.waiting_since else "",
        ),
        by=by,
        caused_by=caused_by,
    )


def _locked(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
