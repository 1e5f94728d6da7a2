"""The port: opened by the supervisor, one socket for each web process."""

from __future__ import annotations

import errno
import socket
from typing import Any, Final

BACKLOG: Final = 2048


class PortNotOpened(Exception):
    """The message is one line for whoever started us."""


def open_port(host: str, port: int, processes: int) -> list[socket.socket]:
    """Bound but not listening yet: nobody connects before there is a process to answer.

    The kernel spreads new connections over the sockets. Of one that all share, the process that wakes first
    takes all that wait, and then has them for as long as they last. The supervisor keeps every socket open:
    connections to a process that is being replaced wait for the next one.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise PortNotOpened(f"SMARTAI_HOST: {host} is no address of this machine") from error
    opened: list[socket.socket] = []
    try:
        # One alone at first: two that share would be let in beside an installation that runs already.
        with _bound(family, kind, protocol, address, shared=False):
            pass
        opened += [_bound(family, kind, protocol, address, shared=processes > 1) for _ in range(processes)]
    except OSError as error:
        for one in opened:
            one.close()
        raise PortNotOpened(_reason(error, host, port)) from error
    return opened


def _bound(family: int, kind: int, protocol: int, address: Any, *, shared: bool) -> socket.socket:
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(address)
    except OSError:
        bound.close()
        raise
    return bound


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what listens there, or choose another one: PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights. Choose one above 1023: PORT=8000"
    return f"Cannot listen on {host}:{port}: {error.strerror}"
