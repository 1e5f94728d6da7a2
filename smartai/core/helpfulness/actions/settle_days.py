"""Daily sums, drawn from the rows of the day: set and never added to, so a second time changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, F, Q

from smartai.core.helpfulness.models import ArticleDaySum, DaySum, OpenedArticle, Writing
from smartai.core.helpfulness.models.writing import today
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, System

SETTLED_AFTER: Final = 3
"""Days: a form is open for one, a request may follow for one more, and zones differ by less than one."""
KEPT: Final = 90
"""Days that the rows behind the sums stay."""
AT_ONCE: Final = 20
"""Days that one call works on."""

DAY_SUMS: Final = {
    "n_shown": Count("pk"),
    "n_opened": Count("pk", filter=Q(opened=True)),
    "n_answered": Count("pk", filter=Q(answered_at__isnull=False)),
    "n_taken_back": Count("pk", filter=Q(taken_back=True)),
    "n_came": Count("pk", filter=Q(answered_at__isnull=False, ticket__isnull=False)),
}
"""Under names of their own: what is counted in a group must not be called like a column."""
_YES: Final = Q(writing__answered_by=F("article"))
ARTICLE_SUMS: Final = {
    "opened": Count("pk"),
    "answered": Count("pk", filter=_YES),
    "came": Count("pk", filter=_YES & Q(writing__ticket__isnull=False)),
}


def settle_days(*, by: Actor) -> int:
    """Draws the sums of days that are over, then removes rows of days long past. Says how many days."""
    require(isinstance(by, System))
    over = Writing.objects.filter(settled=False, begun_on__lt=today() - timedelta(SETTLED_AFTER))
    days = list(over.order_by("begun_on").values_list("begun_on", flat=True).distinct()[:AT_ONCE])
    for day in days:
        _settle(day)
    return len(days) + _remove_old()


@transaction.atomic
def _settle(day: date) -> None:
    """All of the day, also what was settled before: one late yes does not stand alone."""
    rows = Writing.objects.filter(begun_on=day)
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    sums = {name.removeprefix("n_"): count for name, count in rows.aggregate(**DAY_SUMS).items()}
    DaySum.objects.update_or_create(day=day, defaults=sums)
    ArticleDaySum.objects.filter(day=day).delete()
    opened = OpenedArticle.objects.filter(writing__begun_on=day).values("article_id").annotate(**ARTICLE_SUMS)
    ArticleDaySum.objects.bulk_create([ArticleDaySum(day=day, **sums) for sums in opened], batch_size=200)
    rows.update(settled=True)


def _remove_old() -> int:
    """Whole days only, and only those whose sums are drawn: a sum is never drawn from a part of its rows."""
    old = Writing.objects.filter(begun_on__lt=today() - timedelta(KEPT))
    unsettled = old.filter(settled=False).values("begun_on")
    days = old.exclude(begun_on__in=unsettled).order_by("begun_on").values_list("begun_on", flat=True)
    found = list(days.distinct()[:AT_ONCE])
    for day in found:
        with transaction.atomic():
            Writing.objects.filter(begun_on=day).delete()
    return len(found)
