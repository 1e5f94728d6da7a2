"""The port, opened once by the supervisor and shared by every web process."""

from __future__ import annotations

import errno
import socket
from typing import Final

BACKLOG: Final = 2048


class PortNotOpened(Exception):
    """The message is one line for whoever started us."""


def open_port(host: str, port: int) -> socket.socket:
    """Bound but not listening yet: nobody connects before there is a process to answer."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise PortNotOpened(f"SMARTAI_HOST: {host} is no address of this machine") from error
    opened = socket.socket(family, kind, protocol)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
    except OSError as error:
        opened.close()
        raise PortNotOpened(_reason(error, host, port)) from error
    return opened


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what listens there, or choose another one: PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights. Choose one above 1023: PORT=8000"
    return f"Cannot listen on {host}:{port}: {error.strerror}"
