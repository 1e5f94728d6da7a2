"""How customers ask for what an article answers: the words of solved tickets that were answered with it.

Only what customers wrote themselves counts, never notes, and only words of several of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from smartai.core.knowledge.actions import learn_words
from smartai.core.knowledge.models import ArticleUse, ArticleWords
from smartai.core.tickets.models import Message, MessageKind, Ticket
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, System
from smartai.lib.shared_words import PEOPLE, Asked, shared_words

AT_ONCE: Final = 20
"""Articles that one call works on."""
TICKETS: Final = 200
"""Of an article the newest, and of all others as many again."""
AGAIN_AFTER: Final = timedelta(days=7)
"""Tickets are solved, erased and deleted without a new use of the article."""
LONGEST: Final = 4_000
"""Characters of a letter that are read."""


def learn_from_tickets(*, by: Actor) -> int:
    """Learns for articles that were used since, or a week ago. Says for how many something changed."""
    require(isinstance(by, System))
    due = _due()
    usual = list(_asked(ArticleUse.objects.order_by("-pk"))) if due else []
    changed = 0
    for article_id, newest in due:
        uses = ArticleUse.objects.filter(article_id=article_id).order_by("-pk")
        asked = [one for _, one in _asked(uses)]
        others = [one for used, one in usual if used != article_id]
        words = shared_words(asked, others, _own(article_id)) if len(asked) >= PEOPLE else []
        changed += learn_words(article_id, words, upto=newest, by=by)
    return changed


def _due() -> list[tuple[int, int]]:
    """Articles and their newest use."""
    used = ArticleUse.objects.order_by().values("article_id").annotate(newest=Max("pk"))
    old = Q(article__learned__learned_at__lt=timezone.now() - AGAIN_AFTER)
    new = Q(article__learned__isnull=True) | Q(newest__gt=F("article__learned__upto"))
    return list(used.filter(new | old).order_by("newest").values_list("article_id", "newest")[:AT_ONCE])


def _asked(uses: QuerySet[ArticleUse]) -> Iterator[tuple[int, Asked]]:
    """What was asked in the newest of these tickets that are solved, each with its article."""
    rows = uses.values_list("ticket_id", "article_id", "article__language")[:TICKETS]
    of = {ticket: (article, spoken) for ticket, article, spoken in rows}
    tickets = Ticket.objects.filter(pk__in=of, ended=True, requester__isnull=False)
    first = _first_letters([*of])
    for pk, who, title, language in tickets.values_list("pk", "requester_id", "title", "language"):
        article, spoken = of[pk]
        yield article, Asked(who, f"{title}\n{first.get(pk, '')[:LONGEST]}", language or spoken)


def _first_letters(tickets: list[int]) -> dict[int, str]:
    letters = Message.objects.filter(ticket_id__in=tickets, kind=MessageKind.CUSTOMER).order_by("-pk")
    return dict(letters.values_list("ticket_id", "text"))


def _own(article_id: int) -> frozenset[str]:
    """The stems that the article has itself, by its index; what was learned before is not its own."""
    row = ArticleWords.objects.filter(pk=article_id).values_list("written", "article__learned__words").first()
    written, learned = row if row else ({}, None)
    return frozenset(stem for word, stem in written.items() if word not in (learned or []))
