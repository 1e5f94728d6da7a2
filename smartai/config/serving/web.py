"""One web process."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, Final

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.server.embed import Server

from smartai.config.asgi import application
from smartai.config.serving.child import endings
from smartai.config.serving.listening import BACKLOG
from smartai.foundation.database import silence
from smartai.reactions.live.stream import close_streams

CONNECTIONS: Final = 4096
"""What one process holds at once; event streams are most of them."""


class InheritedPort(Server):
    """Granian on a socket that is open already, and stays open while a web process is replaced."""

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(
            application,
            interface=Interfaces.ASGINL,
            backlog=BACKLOG,
            backpressure=CONNECTIONS,
            log_enabled=False,
            websockets=False,
        )
        self._listening = listening

    def _init_shared_socket(self) -> None:
        self._shd: Any = SocketHolder(self._listening.fileno(), False, BACKLOG)  # type: ignore[call-arg]


def run(listening: socket.socket) -> None:
    """Answers until SIGTERM, CTRL-C or a hang-up; then the requests being answered are finished."""
    silence.be_patient(silence.WEB)
    asyncio.run(_serve(listening))


async def _serve(listening: socket.socket) -> None:
    listening.listen(BACKLOG)
    listening.setblocking(False)
    server = InheritedPort(listening)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        close_streams()  # they never end by themselves
        server.stop()  # type: ignore[no-untyped-call]  # Granian's

    for wanted in endings():
        loop.add_signal_handler(wanted, stop)
    await server.serve()
