from __future__ import annotations

from ipaddress import IPv6Address, ip_address


def network_of(address: str) -> str:
    """What limits count instead of an IP address: IPv4 as it is, of IPv6 the /64 that one customer gets.

    What isn't an address is one network of its own, so that nobody slips through by sending nonsense.
    """
    try:
        ip = ip_address(address.partition("%")[0].strip())
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped) if ip.ipv4_mapped else f"{IPv6Address(int(ip) >> 64 << 64)}/64"
    return str(ip)
