"""Who may do what with a ticket that they may see."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from smartai.core.tickets.models import Ticket
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import is_agent, is_team
from smartai.foundation.accounts.actors import Actor, LinkHolder, System
from smartai.foundation.accounts.models import Person


def can_see(actor: Actor, ticket: Ticket) -> bool:
    """One statement; pages fetch through ``visible_to`` instead."""
    return isinstance(actor, System) or Ticket.objects.visible_to(actor).filter(pk=ticket.pk).exists()


def can_reply_as_customer(actor: Actor, ticket: Ticket) -> bool:
    """The requester, a participant, or the holder of a link; the team only in a request of their own."""
    if isinstance(actor, LinkHolder):
        return actor.ticket_id == ticket.pk
    if not isinstance(actor, Person) or not actor.active:
        return False
    return ticket.requester_id == actor.pk or ticket.participants.filter(person=actor).exists()


def can_work_on(actor: Actor, ticket: Ticket) -> bool:
    """Agents of the ticket's department, its assignee, supervisors and owners: answer and change it."""
    return is_agent(actor) and can_see(actor, ticket)


def can_note(actor: Actor, ticket: Ticket) -> bool:
    """Whoever may see it at work, light agents too: what they write stays in the team."""
    return is_team(actor) and can_see(actor, ticket)


def can_close(actor: Actor, ticket: Ticket) -> bool:
    """A customer, when the owner allows it, while the ticket is open."""
    return not ticket.ended and choices().requests.customers_close and can_reply_as_customer(actor, ticket)


def reopening_is_over(ticket: Ticket) -> bool:
    """True when a reply makes a new, linked request instead of opening this one again."""
    return _ended_before(ticket, choices().requests.reopen_days)


def is_archived(ticket: Ticket) -> bool:
    """It ended longer ago than the owner's choice."""
    return _ended_before(ticket, choices().requests.archive_days)


def _ended_before(ticket: Ticket, days: int) -> bool:
    return ticket.ended_at is not None and timezone.now() - ticket.ended_at > timedelta(days=days)


def can_reopen(actor: Actor, ticket: Ticket) -> bool:
    return (
        ticket.ended
        and choices().requests.customers_reopen
        and not reopening_is_over(ticket)
        and can_reply_as_customer(actor, ticket)
    )
