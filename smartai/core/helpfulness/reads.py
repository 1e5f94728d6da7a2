"""The figures: what help offered, what it answered, and what came anyway."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.utils import timezone

from smartai.core.helpfulness.actions.settle_days import ARTICLE_SUMS, DAY_SUMS
from smartai.core.helpfulness.actions.weigh_request import WITHIN
from smartai.core.helpfulness.models import (
    Arrival,
    ArticleDaySum,
    ArticleFeedback,
    DaySum,
    OpenedArticle,
    Writing,
)
from smartai.core.helpfulness.querysets import WritingQuerySet
from smartai.core.knowledge.models import Article
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor

MOST_ARTICLES: Final = 200
NAMES: Final = ("shown", "opened", "answered", "taken_back", "came")


@dataclass
class Figures:
    """Writings of a time that begins on the day ``first`` and ends before ``end``.

    ``came`` are those that were answered and that a request followed within a day; ``pending`` were answered
    less than a day ago, so that one may still follow.
    """

    first: date
    end: date
    shown: int = 0
    opened: int = 0
    answered: int = 0
    taken_back: int = 0
    came: int = 0
    pending: int = 0

    @property
    def spared(self) -> int:
        """Requests that were not needed: answered, and none followed."""
        return self.answered - self.came - self.pending


@dataclass
class ArticleFigures:
    article: Article
    opened: int = 0
    answered: int = 0
    came: int = 0
    yes: int = 0
    no: int = 0


@dataclass
class _Days:
    """What is known of days: sums that are drawn, and days that some rows of are not in the sums."""

    live: list[date] = field(default_factory=list)
    sums: dict[date, dict[str, int]] = field(default_factory=dict)


def figures(starts: list[date], end: date, *, by: Actor) -> list[Figures]:
    """For each time from one of ``starts`` (ascending) to the next, the last to ``end``. Four statements."""
    require(is_agent(by))
    days = _days(starts[0], end)
    ends = [*starts[1:], end]
    found = [Figures(first, until) for first, until in zip(starts, ends, strict=True)]
    for day, sums in days.sums.items():
        period = next(one for one in reversed(found) if one.first <= day)
        for name in NAMES:
            setattr(period, name, getattr(period, name) + sums[name])
    for day in _pending(days.live):
        next(one for one in reversed(found) if one.first <= day).pending += 1
    return found


def article_figures(first: date, end: date, *, by: Actor) -> list[ArticleFigures]:
    """Articles that were opened beside a form or judged, the most opened first. Five statements."""
    require(is_agent(by))
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    live = list(_live(first, end))
    drawn = ArticleDaySum.objects.filter(day__gte=first, day__lt=end).exclude(day__in=live)
    rows: list[Any] = [
        drawn.values("article_id").annotate(opened=Sum("opened"), answered=Sum("answered"), came=Sum("came")),
        OpenedArticle.objects.filter(writing__begun_on__in=live)
        .values("article_id")
        .annotate(**ARTICLE_SUMS),
        _judged(first, end),
    ]
    for row in (row for query in rows for row in query):
        for name, count in row.items():
            counted[row["article_id"]][name] += count if name != "article_id" else 0
    articles = (
        Article.objects.visible_to(by).only("slug", "title", "status", "published_at").in_bulk(list(counted))
    )
    found = [_figures(articles[pk], sums) for pk, sums in counted.items() if pk in articles]
    found.sort(key=lambda one: (-one.opened, -(one.yes + one.no), one.article.title))
    return found[:MOST_ARTICLES]


def behind(
    which: str, first: date, end: date, *, by: Actor, article: Article | None = None
) -> WritingQuerySet:
    """The writings that a figure counts, while their rows are kept; ``which`` is its name.

    With an ``article`` those that opened it, or, where the figure is about answers, that it answered.
    """
    now = timezone.now()
    conditions = {
        "shown": Q(),
        "opened": Q(opened=True),
        "answered": Q(answered_at__isnull=False),
        "taken_back": Q(taken_back=True),
        "came": Q(answered_at__isnull=False, ticket__isnull=False),
        "spared": Q(answered_at__lte=now - WITHIN, ticket=None),
    }
    rows = Writing.objects.visible_to(by).filter(begun_on__gte=first, begun_on__lt=end)
    if article is not None:
        about = (
            Q(opened_articles__article=article) if which in ("shown", "opened") else Q(answered_by=article)
        )
        rows = rows.filter(about)
    return rows.filter(conditions[which])


def unweighed(*, by: Actor) -> int:
    """How many requests the figures are without, because weighing them failed. One statement."""
    require(is_agent(by))
    return Arrival.objects.unweighed().count()


def _days(first: date, end: date) -> _Days:
    """A day with rows that are not in its sum is counted anew from all of its rows."""
    days = _Days(live=list(_live(first, end)))
    drawn = DaySum.objects.filter(day__gte=first, day__lt=end).exclude(day__in=days.live)
    days.sums = {row["day"]: row for row in drawn.values("day", *NAMES)}
    anew: Any = Writing.objects.filter(begun_on__in=days.live).values("begun_on").annotate(**DAY_SUMS)
    for row in anew:
        days.sums[row["begun_on"]] = {name: row[f"n_{name}"] for name in NAMES}
    return days


def _live(first: date, end: date) -> Any:
    rows = Writing.objects.filter(settled=False, begun_on__gte=first, begun_on__lt=end)
    return rows.order_by("begun_on").values_list("begun_on", flat=True).distinct()


def _pending(live: list[date]) -> Any:
    rows = Writing.objects.filter(begun_on__in=live, answered_at__gt=timezone.now() - WITHIN, ticket=None)
    return rows.values_list("begun_on", flat=True)


def _judged(first: date, end: date) -> Any:
    rows = ArticleFeedback.objects.filter(changed_at__date__gte=first, changed_at__date__lt=end)
    counts = {"yes": Count("pk", filter=Q(helpful=True)), "no": Count("pk", filter=Q(helpful=False))}
    return rows.order_by().values("article_id").annotate(**counts)


def _figures(article: Article, sums: dict[str, int]) -> ArticleFigures:
    names = ("opened", "answered", "came", "yes", "no")
    return ArticleFigures(article, **{name: sums[name] for name in names})
