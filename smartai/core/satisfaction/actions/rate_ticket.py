from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.satisfaction.errors import RatingClosed
from smartai.core.satisfaction.events import TicketRated
from smartai.core.satisfaction.models import Rating, Score
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.policies import can_reply_as_customer
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.events.record import record
from smartai.lib.text import clean_text


@transaction.atomic
def rate_ticket(ticket: Ticket, score: Score, words: str = "", *, by: Actor) -> Rating:
    """The customer's face and words for an ended request; a later one replaces it.

    Raises ``RatingClosed``.
    """
    require(can_reply_as_customer(by, ticket))
    if not choices().requests.ask_rating or not ticket.ended:
        raise RatingClosed
    rating, _ = Rating.objects.update_or_create(
        ticket=ticket,
        defaults={
            "person": person_of(by),
            "score": score,
            "words": clean_text(words).strip()[:2_000],
            "created_at": timezone.now(),
        },
    )
    record(TicketRated(ticket_id=ticket.pk, score=score), by=by)
    return rating
