"""A request that came is weighed against what help had offered before it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from smartai.core.helpfulness.actions.miss_search import miss_in_ticket
from smartai.core.helpfulness.models import Arrival, ArticleFeedback, Writing
from smartai.core.knowledge.search import suggest_articles
from smartai.core.tickets.models import Channel, Ticket
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import NOBODY, Actor, System

WITHIN: Final = timedelta(hours=24)
"""A request so soon after a yes says that the article did not spare it."""


def expect_request(ticket_id: int, came_from: dict[str, Any], *, by: Actor) -> None:
    """Owes the weighing of a request, once; of none that is gone. Three statements at most."""
    require(isinstance(by, System))
    if Ticket.objects.filter(pk=ticket_id).exists():
        Arrival.objects.get_or_create(ticket_id=ticket_id, defaults={"came_from": came_from})


@transaction.atomic
def weigh_request(arrival: Arrival, *, by: Actor) -> None:
    """Notes which writings it followed, and its title as a question where no article answered it.

    Twice is once. The time that counts is the ticket's, however late this is called.
    """
    require(isinstance(by, System))
    ticket, came_from = arrival.ticket, arrival.came_from
    own = Writing.objects.filter(key=str(came_from.get("writing", ""))).first()
    _follow(ticket, own, came_from)
    if came_from.get("feedback"):
        said = ArticleFeedback.objects.filter(pk=came_from["feedback"], helpful=False, ticket=None)
        said.update(ticket=ticket)
    if ticket.channel == Channel.WEB and not ticket.follows_id and _unanswered(ticket, own):
        miss_in_ticket(ticket, by=by)


def _follow(ticket: Ticket, own: Writing | None, came_from: dict[str, Any]) -> None:
    """The request itself, and every yes of the same person or browser in the day before it."""
    earlier = Q(key__in=[str(key) for key in came_from.get("answered", [])])
    if ticket.proven:
        earlier |= Q(person_id=ticket.requester_id)
    said_yes = Q(answered_at__range=(ticket.created_at - WITHIN, ticket.created_at))
    followed = earlier & said_yes
    if own and (own.answered_at is None or own.answered_at >= ticket.created_at - WITHIN):
        followed |= Q(pk=own.pk)
    Writing.objects.filter(followed, ticket=None).update(ticket=ticket, settled=False)


def _unanswered(ticket: Ticket, own: Writing | None) -> bool:
    """Nothing was there to be shown, or what was opened did not do. What nobody opened says nothing."""
    if own:
        return own.opened
    first = ticket.messages.public().order_by("pk").first()
    reader = ticket.requester if ticket.proven else NOBODY
    words = first.text if first else ""
    return not suggest_articles(ticket.title, words, by=reader, language=ticket.language)
