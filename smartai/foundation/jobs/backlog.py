"""How much of one kind of work waits, for whoever runs the installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from smartai.foundation.jobs.due import Due, DueState


@dataclass(frozen=True)
class Backlog:
    """``waiting`` holds those that pause, too; ``due`` is for now; ``failing`` was tried in vain."""

    waiting: int
    due: int
    failing: int
    given_up: int
    oldest_due_at: datetime | None

    @property
    def overdue(self) -> timedelta:
        """How long the oldest row has been due."""
        return timezone.now() - self.oldest_due_at if self.oldest_due_at else timedelta()


def backlog(rows: QuerySet[Any], *, wanted: QuerySet[Any] | None = None) -> Backlog:
    """``rows`` are of a ``Due`` model; of those given up only the ``wanted`` count, where that is said.

    Two statements over partial indexes: what is done costs nothing.
    """
    due = Q(next_attempt_at__lte=timezone.now())
    waiting = rows.filter(state=DueState.WAITING).aggregate(
        waiting=Count("pk"),
        due=Count("pk", filter=due),
        failing=Count("pk", filter=~Q(last_error="")),
        oldest_due_at=Min("next_attempt_at", filter=due),
    )
    given_up = (rows if wanted is None else wanted).filter(state=DueState.GIVEN_UP)
    return Backlog(**waiting, given_up=given_up.count())


def first_error(rows: QuerySet[Due]) -> str:
    """What the newest row that failed says, in one line; "" when none did."""
    failed = rows.exclude(state=DueState.DONE).exclude(last_error="")
    error = failed.order_by("-pk").values_list("last_error", flat=True).first()
    return error.strip().splitlines()[0] if error and error.strip() else ""
