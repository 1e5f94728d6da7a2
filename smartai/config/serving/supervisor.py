"""Keeps one installation's processes running until a signal asks for the end."""

from __future__ import annotations

import select
import signal
import socket
import time
from collections.abc import Sequence
from typing import Final

import structlog

from smartai.config.serving.child import Child

STOP_WITHIN: Final = 3.5
"""Seconds given to the children; whoever is left then is killed."""

log = structlog.get_logger("smartai.serve")


class Supervisor:
    """Holds no threads and no connections: its children are forks of it."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._stops = 0
        self._awake, self._bell = socket.socketpair()

    def run(self) -> None:
        """Returns when it was told to end and no child is left."""
        self._wake_on_signals()
        while not self._stops:
            self._start_those_due()
            self._rest(self._until_next_start())
        self._end_all()

    def _start_those_due(self) -> None:
        for child in self._children:
            if happened := child.look():
                log.warning(happened)
            if not child.runs and child.start_at <= time.monotonic():
                child.start()

    def _until_next_start(self) -> float:
        waits = [child.start_at - time.monotonic() for child in self._children if not child.runs]
        return max(0.0, min([60.0, *waits]))

    def _wake_on_signals(self) -> None:
        self._awake.setblocking(False)
        self._bell.setblocking(False)
        signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)
        for wanted in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(wanted, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _ask_to_stop(self, *_: object) -> None:
        self._stops += 1

    def _rest(self, seconds: float) -> None:
        """Until something happens: a child ended, or we are told to."""
        ready, _, _ = select.select([self._awake], [], [], seconds)
        if ready:
            self._awake.recv(4096)

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
