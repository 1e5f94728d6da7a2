"""No test reaches beyond this machine: the interpreter itself refuses, whatever library asks."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

_WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"}


class OutsideNetwork(AssertionError):
    """A test tried to reach another machine."""


def keep_inside() -> None:
    """For the rest of this process. Libraries that connect outside Python (libpq) are not seen."""
    sys.addaudithook(_refuse_outside)


def _refuse_outside(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _WATCHED:
        return
    host = arguments[0] if event == "socket.getaddrinfo" else _host(arguments[1])
    if not _is_here(host):
        raise OutsideNetwork(f"{event} to {host!r}: tests talk to loopback only")


def _host(address: object) -> object:
    """Unix sockets have no host; they have a path."""
    return address[0] if isinstance(address, tuple) else None


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
