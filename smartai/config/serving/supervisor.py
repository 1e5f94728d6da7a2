"""Keeps one installation's processes running until a signal asks for the end.

``python -m smartai.config.serving.supervisor CHILDREN`` takes the place of the process that loaded the
product and forked them (``handover.py``). They stay its children. It holds five megabytes instead of a
hundred, of which it would keep every page that the others have copied: nothing of the product is imported.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from typing import Final

from smartai.config.serving.child import ENDINGS, Child, endings

STOP_WITHIN: Final = 3.5
"""Seconds given to the children; whoever is left then is killed."""


def main() -> None:
    children = [Child(name, pid, again) for name, pid, again in json.loads(sys.argv[1])]
    Supervisor(children).run()


class Supervisor:
    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._stops = 0
        self._awake, self._bell = os.pipe()

    def run(self) -> None:
        """Returns when it was told to end and no child is left."""
        self._wake_on_signals()
        while not self._stops:
            self._start_those_due()
            self._rest(self._until_next_start())
        self._end_all()

    def _start_those_due(self) -> None:
        for child in self._children:
            child.look()
            if not child.runs and child.start_at <= time.monotonic():
                child.start()

    def _until_next_start(self) -> float:
        waits = [child.start_at - time.monotonic() for child in self._children if not child.runs]
        return max(0.0, min([60.0, *waits]))

    def _wake_on_signals(self) -> None:
        """Those that came since the children were forked have waited until now."""
        os.set_blocking(self._awake, False)
        os.set_blocking(self._bell, False)
        signal.set_wakeup_fd(self._bell, warn_on_full_buffer=False)
        for wanted in endings():
            signal.signal(wanted, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)

    def _ask_to_stop(self, *_: object) -> None:
        self._stops += 1

    def _rest(self, seconds: float) -> None:
        """Until something happens: a child ended, or we are told to."""
        ready, _, _ = select.select([self._awake], [], [], seconds)
        if ready:
            os.read(self._awake, 4096)

    def _end_all(self) -> None:
        """In order first; after STOP_WITHIN, or at a second request, at once."""
        for child in self._children:
            child.signal(signal.SIGTERM)
        give_in_at = time.monotonic() + STOP_WITHIN
        while not all(child.has_ended() for child in self._children):
            if time.monotonic() >= give_in_at or self._stops > 1:
                for child in self._children:
                    child.signal(signal.SIGKILL)
            self._rest(0.2)


if __name__ == "__main__":
    main()
