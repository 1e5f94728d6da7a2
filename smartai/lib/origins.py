"""Addresses of sites as browsers name them: scheme, host and port, nothing else (RFC 6454)."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

PORTS: Final = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """The origin of an address that somebody typed or copied; empty for what has none.

    A missing scheme is taken as ``https``. Never raises.
    """
    text = url.strip().lower()
    if not text or any(sign.isspace() for sign in text) or "*" in text:
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in PORTS or not host or parts.username is not None or not _is_host(host):
        return ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + ("" if port in (None, PORTS[parts.scheme]) else f":{port}")


def _is_host(host: str) -> bool:
    return all(sign.isalnum() or sign in ".-_:" for sign in host) and not host.startswith(".")
