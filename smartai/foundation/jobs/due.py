"""Work that waits in a table: a row is the promise, its columns tell how far it is.

Every drain claims, works and settles through the functions here. A claim is a lease: when the worker
dies, the row is claimed again, so each kind of work must bear being done twice. The lease carries its holder
(see ``holders``): when that provably ended it is freed at once, and it runs out as the last resort.
A worker that was too slow and lost its lease gets ``LeaseLost`` instead of overwriting the other's result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from smartai.foundation.jobs.holders import holder
from smartai.lib.text import clean_text

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
ERROR_LENGTH = 1000
CUT_OFF = gettext_noop("The worker ended while it worked on this.")


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
    leased_by = models.CharField(max_length=80, null=True, blank=True)  # noqa: DJ001  nothing rewritten
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
    due = _due(rows)
    if not rows.ordered:
        due = due.order_by("next_attempt_at", "pk")
    if not due.exists():
        return []
    until, by = now + lease, holder()
    with transaction.atomic():
        taken = list(due.select_for_update(skip_locked=True, of=("self",))[:limit])
        of_ours = rows.model._base_manager.filter(pk__in=[row.pk for row in taken])
        of_ours.update(attempts=F("attempts") + 1, leased_until=until, leased_by=by)
    for row in taken:
        row.attempts += 1
        row.leased_until, row.leased_by = until, by
    return taken


def is_due(rows: models.QuerySet[D]) -> bool:
    """Whether there is something to claim. One statement."""
    return _due(rows).exists()


def _due(rows: models.QuerySet[D]) -> models.QuerySet[D]:
    now = timezone.now()
    due = rows.filter(state=DueState.WAITING, next_attempt_at__lte=now)
    return due.filter(Q(leased_until=None) | Q(leased_until__lte=now))


def release(rows: models.QuerySet[D], ended: str) -> int:
    """What a holder that has ended holds is due at once. Returns how many rows. One read when there are none.

    Rows of a claim are worked off in the order of ``claim``, so only the first one may have been in work; the
    others count no attempt. A row in whose work a worker ended before is put off: it may be what ends them.
    """
    held = rows.filter(state=DueState.WAITING, leased_by=ended).order_by("next_attempt_at", "pk")
    if not held.exists():
        return 0
    with transaction.atomic():
        freed = list(held.select_for_update(of=("self",)))
        for row in freed[:1]:
            pause = _pause(row.attempts - 1, PAUSES) if row.last_error == CUT_OFF else timedelta()
            _write(row, next_attempt_at=timezone.now() + pause, last_error=CUT_OFF)
        for row in freed[1:]:
            give_back(row)
    return len(freed)


def settle(row: Due, **changes: Any) -> None:
    """The work is done; ``changes`` are further fields of the row, written with it."""
    _write(row, state=DueState.DONE, last_error="", **changes)


def settle_all(rows: Sequence[Due]) -> None:
    """Settles rows of one claim in one statement. Raises ``LeaseLost`` when any of them was lost."""
    if not rows:
        return
    held = type(rows[0])._base_manager.filter(
        pk__in=[row.pk for row in rows],
        state=DueState.WAITING,
        leased_until=rows[0].leased_until,
        leased_by=rows[0].leased_by,
    )
    settled = {"state": DueState.DONE, "leased_until": None, "leased_by": None, "last_error": ""}
    with transaction.atomic():
        if held.update(**settled) != len(rows):
            raise LeaseLost
    for row in rows:
        _set(row, settled)


def put_off(row: Due, error: str, *, max_attempts: int, pauses: Sequence[timedelta] = PAUSES) -> None:
    """It failed: next try after a pause that grows with the attempts, or given up after ``max_attempts``."""
    if row.attempts >= max_attempts:
        give_up(row, error)
        return
    _write(
        row,
        next_attempt_at=timezone.now() + _pause(row.attempts, pauses),
        last_error=_bounded(error),
    )


def give_up(row: Due, error: str) -> None:
    """It failed and no further try would help. Somebody must be shown the row."""
    _write(row, state=DueState.GIVEN_UP, last_error=_bounded(error))


def give_back(row: Due) -> None:
    """Nothing was tried (the worker stops, or has no time left): due again at once, not counted."""
    _write(row, attempts=max(row.attempts - 1, 0))


def failing(rows: models.QuerySet[D]) -> models.QuerySet[D]:
    """What failed and waits for its next try, the next one first."""
    waiting = rows.filter(state=DueState.WAITING).exclude(last_error="")
    return waiting.order_by("next_attempt_at", "pk")


def try_again(rows: models.QuerySet[D]) -> int:
    """What was given up, or pauses, is due now with all its attempts. Returns how many rows."""
    return rows.filter(state__in=[DueState.WAITING, DueState.GIVEN_UP], leased_until=None).update(
        state=DueState.WAITING, attempts=0, next_attempt_at=timezone.now()
    )


def _pause(attempts: int, pauses: Sequence[timedelta]) -> timedelta:
    return pauses[max(min(attempts, len(pauses)), 1) - 1]


def _write(row: Due, **changes: Any) -> None:
    """Ends the lease, when it is still this one."""
    changes |= {"leased_until": None, "leased_by": None}
    held = type(row)._base_manager.filter(
        pk=row.pk, state=DueState.WAITING, leased_until=row.leased_until, leased_by=row.leased_by
    )
    if not held.update(**changes):
        raise LeaseLost
    _set(row, changes)


def _set(row: Due, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)


def _bounded(error: str) -> str:
    return clean_text(error)[:ERROR_LENGTH]
