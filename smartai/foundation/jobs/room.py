"""Leaving room for pages: somebody waits for each of them, and for what the worker does nobody does."""

from __future__ import annotations

import time
from collections.abc import Iterator
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
    """Around one piece of a worker's work: rests after it, as long as pages seem to need.

    SQLite has one writer at a time, and a worker that never rests would be it: there it rests as long as it
    worked. On a busy machine every turn of the worker makes a page wait for its own: how long the worker was
    kept waiting says how busy it is.
    """
    began, waited = time.monotonic(), _kept_waiting()
    try:
        yield
    finally:
        rest = min(PATIENCE * (_kept_waiting() - waited), MOST_PATIENCE)
        if connection.vendor == "sqlite":
            rest = max(rest, min(time.monotonic() - began, LONGEST))
        if rest > 0:
            time.sleep(rest)


def _kept_waiting() -> float:
    """Seconds for which this thread could have run and had no processor; 0 where the system doesn't tell."""
    try:
        return int(_SCHEDULED.read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
