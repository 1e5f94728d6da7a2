"""What stands beside an article for somebody who reads it: its languages, its neighbours, what is like it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet, Subquery

from smartai.core.knowledge.models import Article
from smartai.core.knowledge.search import INDEX
from smartai.foundation.accounts.actors import Actor
from smartai.web.help.shelves import articles_for

MOST_VERSIONS: Final = 50
RELATED: Final = 4
QUOTES: Final = re.compile('["“”„«»]')
"""In a search they ask for words that follow each other; in a title they do not."""
LEAST: Final = 0.9
"""Of closeness: a rare word of the title that the other text has is 1."""
SAME_CATEGORY: Final = 1.0
SHARED_TAG: Final = 0.6
"""Beside the score of its words, tags among them."""


@dataclass(frozen=True)
class Neighbours:
    previous: Article | None
    next: Article | None


def versions_of(article: Article, *, by: Actor) -> list[Article]:
    """The same in all languages that ``by`` may read, itself too, the original first. One statement."""
    first = article.original_id or article.pk
    rows = Article.objects.visible_to(by).current().filter(Q(pk=first) | Q(original=first))
    found = rows.only("slug", "title", "language", "original", "audience", "status", "published_at")
    return sorted(found[:MOST_VERSIONS], key=lambda one: (one.pk != first, one.language))


def neighbours_of(article: Article, *, by: Actor, language: str) -> Neighbours:
    """What stands before and after it in its category, as the category's page lists it. One statement."""
    if article.category_id is None:
        return Neighbours(None, None)
    place = article.position
    shelf = _others(article, articles_for(by, language)).filter(category=article.category_id)
    before = shelf.filter(Q(position__lt=place) | Q(pk__lt=article.pk), position__lte=place)
    after = shelf.filter(Q(position__gt=place) | Q(pk__gt=article.pk), position__gte=place)
    one_before = Subquery(before.order_by("-position", "-pk").values("pk")[:1])
    one_after = Subquery(after.order_by("position", "pk").values("pk")[:1])
    rows = (
        articles_for(by, language)
        .filter(Q(pk=one_before) | Q(pk=one_after))
        .only("slug", "title", "language", "position")
    )
    found = {(row.position, row.pk) > (place, article.pk): row for row in rows}
    return Neighbours(found.get(False), found.get(True))


def related_to(article: Article, *, by: Actor, language: str) -> list[Article]:
    """At most ``RELATED`` others that ``by`` may read: by words, then tags and category. Five statements.

    Rather nothing than what has nothing to do with it.
    """
    seen = Article.objects.visible_to(by).current()
    words = QUOTES.sub(" ", " ".join([article.title, *article.tags]))
    hits = INDEX.find(words, among=seen, language=article.language)
    scores = {hit.key: hit.score for hit in hits[: 4 * RELATED]}
    others = _others(article, articles_for(by, language))
    siblings = others.filter(category=article.category_id, category__isnull=False).order_by("position", "pk")
    rows = others.filter(Q(pk__in=scores) | Q(pk__in=siblings.values("pk")[: 2 * RELATED]))
    closeness = {
        row: scores.get(row.pk, 0.0)
        + SAME_CATEGORY * (row.category_id is not None and row.category_id == article.category_id)
        + SHARED_TAG * len({*row.tags} & {*article.tags})
        for row in rows.only("slug", "title", "language", "tags", "category")
    }
    close = [row for row, worth in closeness.items() if worth >= LEAST]
    return sorted(close, key=lambda row: (-closeness[row], row.pk))[:RELATED]


def _others(article: Article, rows: QuerySet[Article]) -> QuerySet[Article]:
    """Without it, in any language."""
    first = article.original_id or article.pk
    return rows.exclude(pk=first).exclude(original=first, original__isnull=False)
