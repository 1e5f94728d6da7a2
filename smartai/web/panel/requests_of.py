"""Which requests a person sees in the list, found with work that is bounded whatever they have."""

from __future__ import annotations

import re

from django.db.models import Q

from smartai.core.tickets.models import Message, Ticket
from smartai.core.tickets.querysets import TicketQuerySet
from smartai.core.tickets.reads import shared_with
from smartai.foundation.accounts.models import Person
from smartai.lib.text import one_line

SEARCHED_REQUESTS = 1_000
SEARCHED_LETTERS = 5_000
MOST_WORDS = 4
COUNTED = 100


def own_requests(person: Person) -> TicketQuerySet:
    """Requested, or taking part. Who takes part in none is served from one index. One small statement."""
    shared = shared_with(person)
    if not shared:
        return Ticket.objects.requested_by(person)
    return Ticket.objects.filter(Q(requester=person) | Q(pk__in=shared))


def searched(own: TicketQuerySet, query: str) -> TicketQuerySet:
    """Those of the newest ``SEARCHED_REQUESTS`` that have every word, in the title or in a public letter."""
    newest = list(own.order_by("-pk").values_list("pk", flat=True)[:SEARCHED_REQUESTS])
    letters = Message.objects.public().filter(ticket__in=newest).order_by("-pk")[:SEARCHED_LETTERS]
    found = own.filter(pk__in=newest)
    for word in words_of(query):
        in_letter = Message.objects.filter(_has("text", word), pk__in=letters.values("pk"))
        condition = _has("title", word) | Q(pk__in=in_letter.values("ticket_id"))
        if re.fullmatch(r"#?\d{1,15}", word):
            condition |= Q(pk=int(word.lstrip("#")))
        found = found.filter(condition)
    return found


def words_of(query: str) -> list[str]:
    return [word[:60] for word in one_line(query[:400]).split()][:MOST_WORDS]


def _has(name: str, word: str) -> Q:
    """In any case; SQLite folds the case of A to Z only, so other letters are tried as usually written."""
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    condition = Q()
    for spelling in sorted(spellings):
        condition |= Q(**{f"{name}__icontains": spelling})
    return condition
