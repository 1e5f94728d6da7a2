"""The doorbell: tells sleeping workers that rows may be due. A lost ring costs at most one sweep.

PostgreSQL: NOTIFY. SQLite: one byte into a named pipe in the data folder, so that web and worker on one
machine need nothing else. Rings are thinned out, see ``QUIET``.
"""

from __future__ import annotations

import contextlib
import os
import select
import time
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from django.conf import settings
from django.db import connection, transaction

CHANNEL = "smartai_jobs"
QUIET = 0.05
"""Seconds after a ring in which this process doesn't ring again. Listeners look once more a little later
(``drain.ECHO``, longer than this), so a commit whose ring fell into the quiet time is seen too."""

_rung_at = 0.0


def ring() -> None:
    """Wakes the workers after the caller's transaction commits. Cheap enough for every event."""
    transaction.on_commit(_ring_now, robust=True)


def _ring_now() -> None:
    global _rung_at
    now = time.monotonic()
    if now - _rung_at < QUIET:
        return
    _rung_at = now
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    else:
        _write_byte(_pipe())


def _pipe() -> Path:
    return Path(settings.DATA) / "doorbell"


def _write_byte(pipe: Path) -> None:
    # No pipe, no reader, or a pipe full of unread rings: nobody needs this ring.
    with contextlib.suppress(OSError):
        descriptor = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(descriptor, b"\a")
        finally:
            os.close(descriptor)


class Bell(Protocol):
    """A place to hear rings at. Opened once by a worker, closed by leaving the ``with`` block."""

    def wait(self, timeout: float) -> bool:
        """Whether it rang within ``timeout`` seconds. Never raises for a lost connection: then it's quiet."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_bell() -> Bell:
    """The bell of the default database."""
    if connection.vendor != "postgresql":
        return PipeBell(_pipe())
    # Here and not above: with SQLite no process pays for PostgreSQL's driver.
    from smartai.foundation.jobs.notify_bell import NotifyBell

    return NotifyBell(CHANNEL)


class PipeBell:
    def __init__(self, pipe: Path) -> None:
        self._pipe = pipe
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._pipe.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.mkfifo(self._pipe, 0o600)
        # Read and write: a pipe without a writer would count as readable for ever.
        self._descriptor = os.open(self._pipe, os.O_RDWR | os.O_NONBLOCK)
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def wait(self, timeout: float) -> bool:
        if not select.select([self._descriptor], [], [], timeout)[0]:
            return False
        with contextlib.suppress(BlockingIOError):
            os.read(self._descriptor, 4096)
        return True
