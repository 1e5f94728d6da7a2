"""Work that waits in a table: a row is the promise, its columns tell how far it is.

Every drain claims, works and settles through the functions here. A claim is a lease: when the worker
dies, the lease runs out and the row is claimed again, so each kind of work must bear being done twice.
A worker that was too slow and lost its lease gets ``LeaseLost`` instead of overwriting the other's result.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from smartai.lib.text import clean_text

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
ERROR_LENGTH = 1000


class LeaseLost(Exception):
    """Another worker holds the row by now. Raised inside a transaction it undoes this worker's part."""


class DueState(models.TextChoices):
    WAITING = "waiting"
    DONE = "done"
    GIVEN_UP = "given_up"


class Due(models.Model):
    """Base of rows that are worked off after commit. ``attempts`` counts claims, so a crash counts too."""

    state = models.CharField(max_length=10, choices=DueState, default=DueState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state="waiting"),
                name="%(app_label)s_%(class)s_due",
            ),
            models.Index(
                fields=["id"],
                condition=Q(state="given_up"),
                name="%(app_label)s_%(class)s_given_up",
            ),
        ]

    @property
    def in_work(self) -> bool:
        """Somebody has taken it and works on it, or was killed so lately that its lease still runs."""
        return self.leased_until is not None and self.leased_until > timezone.now()

    @property
    def failures(self) -> int:
        """Attempts that came to nothing: not the one that succeeded, nor the one that is being made."""
        return self.attempts - 1 if self.in_work or self.state == DueState.DONE else self.attempts


D = TypeVar("D", bound=Due)


def claim(rows: models.QuerySet[D], *, limit: int, lease: timedelta) -> list[D]:
    """Takes at most ``limit`` rows of ``rows`` that are due, for ``lease``; nobody else gets them till then.

    Rows come in the order of ``rows``, else the longest due first. One cheap read when nothing is due.
    PostgreSQL skips rows that another worker is taking; SQLite has one writer at a time (BEGIN IMMEDIATE).
    """
    now = timezone.now()
    due = rows.filter(state=DueState.WAITING, next_attempt_at__lte=now)
    due = due.filter(Q(leased_until=None) | Q(leased_until__lte=now))
    if not rows.ordered:
        due = due.order_by("next_attempt_at", "pk")
    if not due.exists():
        return []
    with transaction.atomic():
        taken = list(due.select_for_update(skip_locked=True, of=("self",))[:limit])
        until = now + lease
        of_ours = rows.model._base_manager.filter(pk__in=[row.pk for row in taken])
        of_ours.update(attempts=F("attempts") + 1, leased_until=until)
    for row in taken:
        row.attempts += 1
        row.leased_until = until
    return taken


def settle(row: Due, **changes: Any) -> None:
    """The work is done; ``changes`` are further fields of the row, written with it."""
    _write(row, state=DueState.DONE, leased_until=None, last_error="", **changes)


def settle_all(rows: Sequence[Due]) -> None:
    """Settles rows of one claim in one statement. Raises ``LeaseLost`` when any of them was lost."""
    if not rows:
        return
    held = type(rows[0])._base_manager.filter(
        pk__in=[row.pk for row in rows],
        state=DueState.WAITING,
        leased_until=rows[0].leased_until,
    )
    with transaction.atomic():
        if held.update(state=DueState.DONE, leased_until=None, last_error="") != len(rows):
            raise LeaseLost
    for row in rows:
        row.state, row.leased_until, row.last_error = DueState.DONE, None, ""


def put_off(row: Due, error: str, *, max_attempts: int, pauses: Sequence[timedelta] = PAUSES) -> None:
    """It failed: next try after a pause that grows with the attempts, or given up after ``max_attempts``."""
    if row.attempts >= max_attempts:
        give_up(row, error)
        return
    pause = pauses[min(row.attempts, len(pauses)) - 1]
    _write(
        row,
        next_attempt_at=timezone.now() + pause,
        leased_until=None,
        last_error=_bounded(error),
    )


def give_up(row: Due, error: str) -> None:
    """It failed and no further try would help. Somebody must be shown the row."""
    _write(row, state=DueState.GIVEN_UP, leased_until=None, last_error=_bounded(error))


def give_back(row: Due) -> None:
    """Nothing was tried (the worker stops, or has no time left): due again at once, not counted."""
    _write(row, attempts=max(row.attempts - 1, 0), leased_until=None)


def failing(rows: models.QuerySet[D]) -> models.QuerySet[D]:
    """What failed and waits for its next try, the next one first."""
    waiting = rows.filter(state=DueState.WAITING).exclude(last_error="")
    return waiting.order_by("next_attempt_at", "pk")


def try_again(rows: models.QuerySet[D]) -> int:
    """What was given up, or pauses, is due now with all its attempts. Returns how many rows."""
    return rows.filter(state__in=[DueState.WAITING, DueState.GIVEN_UP], leased_until=None).update(
        state=DueState.WAITING, attempts=0, next_attempt_at=timezone.now()
    )


def _write(row: Due, **changes: Any) -> None:
    held = type(row)._base_manager.filter(pk=row.pk, state=DueState.WAITING, leased_until=row.leased_until)
    if not held.update(**changes):
        raise LeaseLost
    for name, value in changes.items():
        setattr(row, name, value)


def _bounded(error: str) -> str:
    return clean_text(error)[:ERROR_LENGTH]
