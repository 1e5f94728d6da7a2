"""One process under the supervisor: forked from it with everything loaded, so it starts at once."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Final, NoReturn

from smartai.config.serving.lifeline import end_with

PAUSES: Final = (0.1, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before a child that keeps ending is started again."""
STEADY_AFTER: Final = 60.0


class Child:
    def __init__(self, name: str, body: Callable[[], None]) -> None:
        self.name = name
        self.start_at = time.monotonic()
        self._body = body
        self._pid: int | None = None
        self._started = 0.0
        self._ends = 0

    @property
    def runs(self) -> bool:
        return self._pid is not None

    def start(self) -> None:
        """Only from a process with a single thread and no open database connection."""
        self._started = time.monotonic()
        supervisor = os.getpid()
        sys.stderr.flush()
        sys.stdout.flush()
        self._pid = os.fork()
        if self._pid == 0:
            self._live(supervisor)

    def _live(self, supervisor: int) -> NoReturn:
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for inherited in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
                signal.signal(inherited, signal.SIG_DFL)
            end_with(supervisor)
            self._body()
            status = 0
        except BaseException:
            traceback.print_exc()
        # Not sys.exit: a page or a mail that is stuck in a thread would hold up the interpreter's end.
        sys.stderr.flush()
        os._exit(status)

    def look(self) -> str:
        """What happened to it since the last look, if anything; then its next start is arranged."""
        status = self._reap()
        if status is None:
            return ""
        now = time.monotonic()
        self._ends = 1 if now - self._started > STEADY_AFTER else self._ends + 1
        pause = PAUSES[min(self._ends, len(PAUSES)) - 1]
        self.start_at = now + pause
        return f"{self.name} ended with status {status}; it starts again in {pause} s"

    def signal(self, number: signal.Signals) -> None:
        if self._pid is not None and self._reap() is None:
            os.kill(self._pid, number)

    def has_ended(self) -> bool:
        self._reap()
        return not self.runs

    def _reap(self) -> int | None:
        """The exit status when it has ended since the last call; negative for a signal."""
        if self._pid is None:
            return None
        pid, status = os.waitpid(self._pid, os.WNOHANG)
        if pid == 0:
            return None
        self._pid = None
        return os.waitstatus_to_exitcode(status)
