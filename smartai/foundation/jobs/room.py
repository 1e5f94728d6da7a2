"""Leaving room for pages: somebody waits for each of them, and for what the worker does nobody does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import connection

LONGEST: Final = 0.1
"""Seconds of rest on SQLite."""
PATIENCE: Final = 5.0
"""Rests so many times as long as it was kept waiting for a processor …"""
MOST_PATIENCE: Final = 0.5
"""… but no longer than these seconds."""
_SCHEDULED: Final = Path("/proc/thread-self/schedstat")


@contextmanager
def leaving_room() -> Iterator[None]:
    """Around one piece of a worker's work, or around several that leave room themselves.

    After it the whole worker rests, as long as pages seem to need: no thread of it begins another piece.
    """
    _room.enter()
    try:
        yield
    finally:
        _room.leave(is_writer=connection.vendor == "sqlite")


def _kept_waiting() -> float:
    """Seconds for which this thread could have run and had no processor; 0 where the system doesn't tell."""
    try:
        return int(_SCHEDULED.read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


class Room:
    """What the threads of a worker leave together: if each left its own, they would take turns in it.

    SQLite has one writer at a time, and a worker that never rests would be it: there it rests as long as it
    worked. On a busy machine every turn of the worker makes a page wait for its own: how long a thread was
    kept waiting says how busy it is.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        kept_waiting: Callable[[], float] = _kept_waiting,
    ) -> None:
        self._now, self._sleep, self._kept_waiting = now, sleep, kept_waiting
        self._owing = threading.Lock()
        self._free_at = 0.0
        self._own = threading.local()

    def enter(self) -> None:
        """Sleeps until the rest is over; once only, or whoever wakes up late would never have its turn."""
        if (rest := self._free_at - self._now()) > 0:
            self._sleep(rest)
        self._begin()

    def leave(self, *, is_writer: bool) -> None:
        """Owes a rest for what this thread did since it entered or last left."""
        now = self._now()
        began, waited = self._own.since
        rest = PATIENCE * (self._kept_waiting() - waited)
        if is_writer:
            rest = max(rest, min(now - began, LONGEST))
        with self._owing:
            self._free_at = min(max(self._free_at, now) + rest, now + MOST_PATIENCE)
        self._begin()

    def _begin(self) -> None:
        self._own.since = self._now(), self._kept_waiting()


_room: Final = Room()
