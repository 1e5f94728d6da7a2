"""The reads that every page with help beside it makes; their SQL is built once a process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from smartai.core.knowledge import events
from smartai.core.knowledge.models import Article
from smartai.foundation.database.prepared import Prepared
from smartai.foundation.events.event import Event
from smartai.foundation.events.models import StoredEvent

BESIDE = 4
NAMED = 8

_newest = Prepared(
    lambda now: (
        Article.objects.for_everybody(now)
        .filter(original=None)
        .only("slug", "title", "lead")
        .order_by("-changed_at", "-pk")[:BESIDE]
    ),
    plan_once=True,
)


def newest_articles() -> list[Article]:
    """Address, title and lead of the articles for everybody that were changed last, at most ``BESIDE``."""
    return _newest.all(timezone.now())


def articles_named(slugs: list[str]) -> list[Article]:
    """Of what everybody may read, in the order of ``slugs``, at most ``BESIDE``."""
    wanted = slugs[:BESIDE]
    found = Article.objects.for_everybody(timezone.now()).filter(slug__in=wanted)
    return sorted(found.only("slug", "title", "lead"), key=lambda one: wanted.index(one.slug))


@dataclass(frozen=True)
class LastChange:
    """Of help articles: ``facts`` names the last ones; ``at`` is when, or when an article's time had come."""

    facts: tuple[int, ...]
    at: datetime


def last_change() -> LastChange | None:
    """While it is the same, so is all that everybody may read. One statement.

    Several facts are named, because one that was begun earlier may be there later.
    """
    rows = _last.all(timezone.now())
    if not rows:
        return None
    moments = [moment for _, at, published in rows for moment in (at, published) if moment]
    return LastChange(tuple(fact for fact, _, _ in rows), max(moments))


def _last_of(now: object) -> QuerySet[StoredEvent, tuple[int, datetime, datetime | None]]:
    kinds = [kind for kind, event in Event.known.items() if event.__module__ == events.__name__]
    published = Article.objects.filter(status="published", published_at__lte=now).order_by("-published_at")
    facts = StoredEvent.objects.filter(ticket_id__isnull=True, kind__in=kinds).order_by("-pk")
    return facts.annotate(published=Subquery(published.values("published_at")[:1])).values_list(
        "pk", "created_at", "published"
    )[:NAMED]


_last = Prepared(_last_of)
