"""Who asks for a stream: a browser by its cookie, or the frame of a panel inside another site by its headers.

A frame has no cookies there, so its script asks by ``fetch`` with headers of its own (``web/ui/carried.py``).
Only our own scripts can send such headers, and a cookie that comes along is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import parse_cookie

from smartai.foundation.accounts.sessions import SESSION_COOKIE

Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Asking:
    """``panel`` is the key of the panel whose frame asks, ``host`` the origin of the site around it."""

    token: str
    panel: str = ""
    host: str = ""


def asking(headers: Headers) -> Asking:
    known = list(headers)
    if panel := value_of(known, b"smartai-panel"):
        kind, _, token = value_of(known, b"authorization").partition(" ")
        return Asking(token if kind == "Bearer" else "", panel, value_of(known, b"smartai-host"))
    return Asking(parse_cookie(value_of(known, b"cookie", "; ")).get(SESSION_COOKIE, ""))


def value_of(headers: Headers, name: bytes, between: str = "") -> str:
    """HTTP/2 may split cookies into several headers."""
    return between.join(value.decode("latin-1") for key, value in headers if key == name)
