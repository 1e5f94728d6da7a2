"""Workers: each drain works off one kind of due rows.

Drains that may keep others waiting have a thread of their own; the others share one, because a thread keeps
a connection, and with SQLite that is most of its memory.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import structlog
from django.db import InterfaceError, OperationalError, connections

from smartai.foundation.jobs.doorbell import open_bell
from smartai.foundation.jobs.freeing import Freeing
from smartai.foundation.jobs.heartbeat import WORKER, beat
from smartai.foundation.jobs.holders import let_go
from smartai.foundation.jobs.room import leaving_room

SWEEP = 1.0
"""Seconds between two looks without a ring. It also bounds how long a stop takes to be noticed."""
ECHO = 0.1
"""Seconds after a ring until one more look, for the rings that were thinned out."""
LONGEST_PAUSE = 60.0
AWAY_PAUSE = 5.0
"""The longest while the database is away: that is nobody's mistake, and much waits when it is back."""
BEAT_EVERY = 15.0
STOP_WITHIN = 4.0
AWAY = (OperationalError, InterfaceError)

log = structlog.get_logger()


class Drain(Protocol):
    """Claims a batch of due rows, works it off, and says how many rows it got done.

    It is called again at once while it returns more than 0. It handles the failures of single rows by
    itself; what it raises means that the whole drain can't work now: it pauses, and what it held is free.
    """

    @property
    def name(self) -> str: ...

    def drain(self) -> int: ...


def run_forever(threads: Sequence[Sequence[Drain]], stop: threading.Event) -> None:
    """Works until ``stop`` is set, then returns within about five seconds; what was cut off is done again.

    ``threads`` names the drains of each thread. A drain that fails pauses for itself (1 s, 2 s, … 60 s); the
    others go on, those of its thread too.
    """
    runners = [Runner(drains, stop) for drains in threads]
    for runner in runners:
        runner.start()
    heart, freeing = _Heart(WORKER), Freeing()
    with open_bell() as bell:
        rang = True
        while not stop.is_set():
            _try("freeing", freeing.look)
            for runner in runners:
                runner.wake.set()
            heart.beat()
            connections.close_all()  # four statements a minute need none of their own in between
            rang = bell.wait(ECHO if rang else SWEEP)
    give_in_at = time.monotonic() + STOP_WITHIN
    for runner in runners:
        runner.wake.set()
        runner.join(max(0.0, give_in_at - time.monotonic()))
    connections.close_all()


def drain_until_quiet(drains: Sequence[Drain]) -> int:
    """Works off what is due now, with all that follows from it, in this thread. Returns the rows done."""
    total = 0
    try:
        while done := sum(drain.drain() for drain in drains):
            total += done
    finally:
        let_go()
    return total


class Runner(threading.Thread):
    """The loop of drains that take turns. A daemon: a mail server that hangs does not hold up the end."""

    def __init__(self, drains: Sequence[Drain], stop: threading.Event) -> None:
        super().__init__(name=f"drain-{drains[0].name}", daemon=True)
        self.wake = threading.Event()
        self._turns = [_Turn(drain) for drain in drains]
        self._stop_asked = stop

    def run(self) -> None:
        while not self._stop_asked.is_set():
            self.wake.clear()
            with leaving_room():
                done = sum(turn.take() for turn in self._turns if not self._stop_asked.is_set())
            if not done:
                self.wake.wait(SWEEP)
        let_go()
        connections.close_all()


class _Turn:
    """One drain among those of a thread, with its own pause after a failure."""

    def __init__(self, drain: Drain) -> None:
        self._drain = drain
        self._pause = 0.0
        self._resume_at = 0.0
        self._heart = _Heart(drain.name)

    def take(self) -> int:
        if time.monotonic() < self._resume_at:
            return 0
        try:
            done = self._drain.drain()
        except Exception as error:
            self._rest(error)
            return 0
        self._pause = 0.0
        self._heart.beat()
        return done

    def _rest(self, error: Exception) -> None:
        longest = AWAY_PAUSE if isinstance(error, AWAY) else LONGEST_PAUSE
        self._pause = min(max(1.0, self._pause * 2), longest)
        self._resume_at = time.monotonic() + self._pause
        _log_failure("drain.failed", error, drain=self._drain.name, pause=self._pause)
        let_go()
        _replace_broken_connections()


class _Heart:
    """Beats now and then. A beat that can't be written is logged and never stops the work."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._next = 0.0

    def beat(self) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + BEAT_EVERY
        _try("heartbeat", partial(beat, self._name))


def _try(what: str, step: Callable[[], None]) -> None:
    """A step beside the work, which goes on when it fails."""
    try:
        step()
    except Exception as error:
        _log_failure("worker.step_failed", error, step=what)
        _replace_broken_connections()


def _log_failure(event: str, error: Exception, **facts: object) -> None:
    """Where a database that is away was missed first says nothing, and it is missed everywhere."""
    if isinstance(error, AWAY):
        log.warning(event, error=str(error), **facts)
    else:
        log.error(event, exc_info=error, **facts)


def _replace_broken_connections() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
