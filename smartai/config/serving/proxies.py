"""Who really asks, when a proxy stands in front."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from smartai.config.serving.bridge import Scope

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class TrustedProxies:
    """Believes X-Forwarded-For and X-Forwarded-Proto of these networks only, and hides them otherwise."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks: list[Network] = [ipaddress.ip_network(one, strict=False) for one in networks]

    def seen_through(self, scope: Scope) -> Scope:
        """The scope with the visitor's own address and scheme."""
        forwarded: dict[bytes, bytes] = {}
        headers: list[tuple[bytes, bytes]] = []
        for name, value in scope["headers"]:
            if name.startswith(b"x-forwarded-") or name == b"forwarded":
                forwarded[name] = b",".join(filter(None, [forwarded.get(name), value]))
            else:
                headers.append((name, value))
        if not forwarded:
            return scope
        seen = {**scope, "headers": headers}
        client = scope.get("client")
        if client and self._trusts(client[0]):
            seen["client"] = (self._visitor(client[0], forwarded.get(b"x-forwarded-for", b"")), 0)
            if forwarded.get(b"x-forwarded-proto", b"").strip().lower() in (b"http", b"https"):
                seen["scheme"] = forwarded[b"x-forwarded-proto"].strip().lower().decode()
        return seen

    def _visitor(self, nearest: str, forwarded_for: bytes) -> str:
        """The last address of the list that is not a proxy of ours; what stands before it may be invented."""
        visitor = nearest
        for hop in reversed(forwarded_for.decode("latin-1").split(",")):
            address = hop.strip().removeprefix("[").removesuffix("]")
            if not _is_address(address):
                break
            visitor = address
            if not self._trusts(address):
                break
        return visitor

    def _trusts(self, address: str) -> bool:
        if not _is_address(address):
            return False
        parsed = ipaddress.ip_address(address)
        return any(parsed in network for network in self._networks)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
