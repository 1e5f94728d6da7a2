"""One process under the supervisor. Imports nothing of the product: the supervisor has room for little."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

ENDINGS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""Signals that ask a process to end in order."""
PAUSES: Final = (0.1, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before a child that keeps ending is started again."""
STEADY_AFTER: Final = 60.0


def endings() -> list[signal.Signals]:
    """Those to obey: whoever started us with ``nohup`` wants a hang-up to be ignored."""
    hangs_on = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    return [one for one in ENDINGS if not (hangs_on and one is signal.SIGHUP)]


class Child:
    """``pid`` runs already. ``again`` is the command that starts it anew; our number and what happened are
    added to it.
    """

    def __init__(self, name: str, pid: int, again: Sequence[str]) -> None:
        self.start_at = 0.0
        self._name = name
        self._pid: int | None = pid
        self._again = again
        self._happened = ""
        self._started = time.monotonic()
        self._ends = 0

    @property
    def runs(self) -> bool:
        return self._pid is not None

    def look(self) -> None:
        """When it ended since the last look, its next start is arranged."""
        status = self._reap()
        if status is not None:
            self._arrange_start(f"ended with status {status}")

    def start(self) -> None:
        """Signals that ask for the end wait until it is ready for them."""
        self._started = time.monotonic()
        try:
            self._pid = os.posix_spawn(
                self._again[0],
                [*self._again, str(os.getpid()), self._happened],
                os.environ,
                setsigmask=ENDINGS,
            )
        except OSError as error:  # no memory, or too many processes: it may be better soon
            with suppress(OSError):  # a log without room must not end those that run
                print(f"{self._name} cannot be started: {error}", file=sys.stderr, flush=True)
            self._arrange_start(f"could not be started: {error}")

    def signal(self, number: signal.Signals) -> None:
        if self._pid is not None and self._reap() is None:
            os.kill(self._pid, number)

    def has_ended(self) -> bool:
        self._reap()
        return not self.runs

    def _arrange_start(self, happened: str) -> None:
        now = time.monotonic()
        self._ends = 1 if now - self._started > STEADY_AFTER else self._ends + 1
        pause = PAUSES[min(self._ends, len(PAUSES)) - 1]
        self.start_at = now + pause
        self._happened = f"{self._name} {happened}; started again after {pause} s"

    def _reap(self) -> int | None:
        """The exit status when it has ended since the last call; negative for a signal."""
        if self._pid is None:
            return None
        pid, status = os.waitpid(self._pid, os.WNOHANG)
        if pid == 0:
            return None
        self._pid = None
        return os.waitstatus_to_exitcode(status)
