"""A request that nobody could tell from a robot's: somebody of the team decides."""

from __future__ import annotations

from django.db import transaction

from smartai.core.tickets.actions.change_status import move_to_category, put_back
from smartai.core.tickets.errors import NothingToReview
from smartai.core.tickets.events import RequestAccepted, RequestRefused, ReviewReopened
from smartai.core.tickets.models import Category, Review, Ticket
from smartai.core.tickets.policies import can_work_on
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.events.record import record


@transaction.atomic
def accept_request(ticket: Ticket, *, by: Actor) -> Ticket:
    """From now on it is a request like others. Raises ``NothingToReview``."""
    ticket = _waiting(ticket, by)
    accept_silently(ticket, by=by)
    ticket.save()
    return ticket


@transaction.atomic
def refuse_request(ticket: Ticket, *, by: Actor) -> Ticket:
    """It is closed, and its requester hears nothing; nothing is deleted. Raises ``NothingToReview``."""
    ticket = _waiting(ticket, by)
    ticket.review = Review.REFUSED
    refused = record(RequestRefused(ticket_id=ticket.pk), by=by)
    move_to_category(ticket, Category.CLOSED, by=by, caused_by=refused)
    ticket.save()
    return ticket


@transaction.atomic
def review_again(ticket: Ticket, *, by: Actor) -> Ticket:
    """Takes a decision back; a mail that left meanwhile stays sent. Raises ``NothingToReview``.

    Only what waited before can wait again: a request that was never held is none of it.
    """
    require(can_work_on(by, ticket))
    ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    if ticket.review == Review.WAITING or not _was_decided(ticket):
        raise NothingToReview
    if ticket.review == Review.REFUSED and ticket.category == Category.CLOSED:
        put_back(ticket, by=by)
    ticket.review = Review.WAITING
    record(ReviewReopened(ticket_id=ticket.pk), by=by)
    ticket.save()
    return ticket


def accept_silently(ticket: Ticket, *, by: Actor, by_answer: bool = False) -> None:
    """Nothing where there is nothing to accept. The caller has checked, holds the row and saves."""
    if ticket.review is None:
        return
    ticket.review = None
    letter = ticket.messages.public().earliest("pk")
    record(RequestAccepted(ticket_id=ticket.pk, message_id=letter.pk, by_answer=by_answer), by=by)


def _waiting(ticket: Ticket, by: Actor) -> Ticket:
    require(can_work_on(by, ticket))
    ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    if ticket.review != Review.WAITING:
        raise NothingToReview
    return ticket


def _was_decided(ticket: Ticket) -> bool:
    decisions = (RequestAccepted.kind, RequestRefused.kind)
    return StoredEvent.objects.filter(ticket_id=ticket.pk, kind__in=decisions).exists()
