"""Keeps one installation's processes running: ``python -m smartai.config.serving.supervisor SOCKET COUNT``.

It loads nothing but the standard library, so it costs about 12 MB and has little that could fail. It holds
the port, so connections wait while a web process is replaced.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from smartai.config.serving.lifeline import PARENT

STOP_WITHIN: Final = 4.0
"""Seconds given to the children; whoever is left then is killed."""
PAUSES: Final = (0.1, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before a child that keeps ending is started again."""
STEADY_AFTER: Final = 60.0


@dataclass
class Child:
    name: str
    arguments: Sequence[str]
    sockets: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    ends: int = 0
    started: float = 0.0
    start_at: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        self.started = time.monotonic()
        command = [sys.executable, "-m", "smartai.config.serving.child", *self.arguments]
        environment = {**os.environ, PARENT: str(os.getpid())}
        self.process = subprocess.Popen(
            command, env=environment, pass_fds=self.sockets, stdin=subprocess.DEVNULL
        )

    def noticed_end(self) -> bool:
        """Whether it has ended since the last look; then the next start is arranged."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        self.ends = 1 if now - self.started > STEADY_AFTER else self.ends + 1
        pause = PAUSES[min(self.ends, len(PAUSES)) - 1]
        self.start_at = now + pause
        say(f"{self.name} ended with status {self.process.returncode}; starting it again in {pause} s")
        self.process = None
        return True


class Supervisor:
    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._stops = 0

    def run(self) -> None:
        """Returns when a signal asked for the end and no child is left."""
        awake = self._wake_on_signals()
        while not self._stops:
            for child in self._children:
                child.noticed_end()
                if child.process is None and child.start_at <= time.monotonic():
                    child.start()
            _rest(awake, self._until_next_start())
        self._end_all(awake)

    def _wake_on_signals(self) -> socket.socket:
        awake, bell = socket.socketpair()
        awake.setblocking(False)
        bell.setblocking(False)
        self._bell = bell
        signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
        for wanted in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(wanted, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        return awake

    def _ask_to_stop(self, *_: object) -> None:
        self._stops += 1

    def _until_next_start(self) -> float:
        waits = [child.start_at - time.monotonic() for child in self._children if child.process is None]
        return max(0.0, min([60.0, *waits]))

    def _end_all(self, awake: socket.socket) -> None:
        """A second signal ends the waiting."""
        running = [child.process for child in self._children if child.process]
        for process in running:
            process.terminate()
        give_in_at = time.monotonic() + STOP_WITHIN
        while any(process.poll() is None for process in running):
            if time.monotonic() >= give_in_at or self._stops > 1:
                for process in running:
                    process.kill()
            _rest(awake, 0.2)


def _rest(awake: socket.socket, seconds: float) -> None:
    ready, _, _ = select.select([awake], [], [], seconds)
    if ready:
        awake.recv(4096)


def say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} warning smartai.serve {line}\n")
    sys.stderr.flush()


def main(socket_number: str, web_processes: str) -> None:
    listening = int(socket_number)
    web = [
        Child(name=f"web process {number + 1}", arguments=["web", socket_number], sockets=[listening])
        for number in range(int(web_processes))
    ]
    Supervisor([*web, Child(name="worker", arguments=["worker"])]).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
