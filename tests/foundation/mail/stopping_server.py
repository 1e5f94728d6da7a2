"""A mail server that speaks by hand and stops at one moment of the conversation."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

MOMENTS = ("greeting", "sender", "recipient", "body", "answer")
"""Before it answers to being called, to MAIL, RCPT, DATA, and to a letter that it has taken."""


class StoppingServer:
    """Stops once; whoever calls again is served. ``hangs`` keeps the connection open, else it is cut."""

    def __init__(self, moment: str, *, hangs: bool) -> None:
        self.accepted: list[bytes] = []
        self.reached = threading.Event()
        self._moment = moment
        self._hangs = hangs
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        with contextlib.suppress(OSError):  # the listener was closed: the end
            while True:
                caller, _ = self._listener.accept()
                with caller, caller.makefile("rwb", buffering=0) as line, contextlib.suppress(OSError):
                    self._speak(line)  # type: ignore[arg-type]  # raw, but with the same lines

    def let_go(self) -> None:
        """The one that hangs is cut off, and whoever calls again is served."""
        self._ended.set()

    def end(self) -> None:
        self._ended.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _speak(self, line: BinaryIO) -> None:
        if self._stops("greeting"):
            return
        line.write(b"220 here\r\n")
        while words := line.readline():
            command = words[:4].upper()
            moment = {b"MAIL": "sender", b"RCPT": "recipient", b"DATA": "body"}.get(command, "")
            if self._stops(moment):
                return
            if command == b"DATA":
                line.write(b"354 go on\r\n")
                self.accepted.append(b"".join(iter(line.readline, b".\r\n")))
                if self._stops("answer"):
                    return
            line.write(b"250 fine\r\n" if command != b"QUIT" else b"221 bye\r\n")

    def _stops(self, moment: str) -> bool:
        if moment != self._moment or self.reached.is_set():
            return False
        self.reached.set()
        if self._hangs:
            self._ended.wait()
        return True


@contextmanager
def stopping_server(moment: str, *, hangs: bool = False) -> Iterator[StoppingServer]:
    server = StoppingServer(moment, hangs=hangs)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end()
        thread.join(5)
