"""Where a name leads, and whether a request of ours may go there."""

from __future__ import annotations

import ipaddress
import socket
from enum import StrEnum
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Reach(StrEnum):
    """How far requests go. Each includes those before it."""

    WORLD = "world"
    """Addresses that anybody on the internet can reach."""
    PRIVATE = "private"
    """The ranges of companies and homes, too."""
    MACHINE = "machine"
    """This very machine, too."""


_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_NOWHERE: Final = [
    ipaddress.ip_network(one)
    for one in (
        "0.0.0.0/8",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "240.0.0.0/4",
        "fe80::/10",
        "fec0::/10",
        "100::/64",
    )
]
"""Never asked: link-local addresses hand out credentials of machines in clouds, the others are nobody's."""
_CARRIERS: Final = ipaddress.ip_network("100.64.0.0/10")


def reach_of(address: str) -> Reach | None:
    """How far it is to this address; None where no request of ours ever goes. Raises ``ValueError``."""
    found = _inner(ipaddress.ip_address(address.partition("%")[0]))
    if found.is_multicast or found.is_unspecified or any(found in one for one in _NOWHERE):
        return None
    if found.is_loopback:
        return Reach.MACHINE
    if found.is_private or (found.version == 4 and found in _CARRIERS):
        return Reach.PRIVATE
    return Reach.WORLD if found.is_global else None


def addresses_of(host: str, port: int) -> list[str]:
    """Raises ``OSError`` for a name that leads nowhere."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_within(address: str, allowed: Reach) -> bool:
    reach = reach_of(address)
    return reach is not None and list(Reach).index(reach) <= list(Reach).index(allowed)


def _inner(address: Address) -> Address:
    """The address inside of one that only carries it: mapped, translated or tunnelled."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    return inside or address
