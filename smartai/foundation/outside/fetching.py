"""One page of somebody else's site, as a visitor would get it: bounded in time, size and where it leads."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ssl import SSLError
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from smartai.foundation.outside.asking import AT_ONCE, NoAnswer, in_time
from smartai.foundation.outside.whereabouts import Reach, addresses_of, is_within

STEPS: Final = 5
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "/%:@!$&'()*+,;=~-._?"


class Hindrance(StrEnum):
    """Why a page was not read."""

    NO_NAME = "no-name"
    OUT_OF_REACH = "out-of-reach"
    NO_CONNECTION = "no-connection"
    UNTRUSTED = "untrusted"
    TOO_SLOW = "too-slow"
    LEADS_AWAY = "leads-away"
    LEADS_ON = "leads-on"


class NotFetched(NoAnswer):
    """``shown`` is what somebody should see of it: an address, or the words of a library."""

    def __init__(self, why: Hindrance, shown: str = "") -> None:
        super().__init__(why)
        self.why, self.shown = why, shown


@dataclass(frozen=True)
class Fetched:
    """``address`` is the last one, after redirects; ``whole`` says that nothing was cut off."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    whole: bool

    def values(self, name: str) -> list[str]:
        return [value for one, value in self.headers if one.lower() == name.lower()]


def fetch(
    address: str,
    headers: Mapping[str, str],
    *,
    within: float,
    most: int,
    reach: Callable[[str], Reach | None],
) -> Fetched:
    """``GET``, without cookies, to the very address that was looked at. Raises ``NotFetched``.

    ``reach`` says for each address, also of a redirect, how far it may lead; None is not asked at all.
    ``within`` are seconds for everything together.
    """
    until = time.monotonic() + within
    for _step in range(STEPS + 1):
        allowed = reach(address)
        if allowed is None:
            raise NotFetched(Hindrance.LEADS_AWAY, address)
        found = _once(address, headers, max(until - time.monotonic(), 0.01), most, allowed)
        onwards = next(iter(found.values("Location")), "") if found.status in _MOVED else ""
        if not onwards:
            return found
        address = urljoin(address, onwards)
    raise NotFetched(Hindrance.LEADS_ON, address)


def _once(address: str, headers: Mapping[str, str], within: float, most: int, allowed: Reach) -> Fetched:
    parts = _split(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=within)
    connection._create_connection = _to_judged(allowed)  # type: ignore[attr-defined]  # the library's way in

    def ask() -> Fetched:
        try:
            connection.request("GET", _target(parts), headers=dict(headers))
            return _read(address, connection.getresponse(), most)
        except SSLError as error:
            raise NotFetched(Hindrance.UNTRUSTED, getattr(error, "verify_message", "") or "TLS") from error
        except TimeoutError as error:
            raise NotFetched(Hindrance.TOO_SLOW) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            words = getattr(error, "strerror", "") or str(error) or type(error).__name__
            raise NotFetched(Hindrance.NO_CONNECTION, words) from error

    try:
        return in_time(connection, ask, within)
    except NotFetched:
        raise
    except NoAnswer as error:
        raise NotFetched(Hindrance.TOO_SLOW) from error


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise NotFetched(Hindrance.LEADS_AWAY, address) from error
    return parts


def _target(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return f"{quote(parts.path or '/', safe=_SAFE)}{query}"


def _read(address: str, answer: HTTPResponse, most: int) -> Fetched:
    read = bytearray()
    while len(read) <= most and (part := answer.read1(AT_ONCE)):
        read += part
    return Fetched(
        address, answer.status, tuple(answer.getheaders()), bytes(read[:most]), whole=len(read) <= most
    )


def _to_judged(allowed: Reach) -> Callable[..., socket.socket]:
    """Looks a name up once, judges its addresses and connects to one of these: no second look-up can differ.

    The certificate is still that of the name.
    """

    def connected(address: tuple[str, int], timeout: float, source: tuple[str, int] | None) -> socket.socket:
        host, port = address
        try:
            found = addresses_of(host, port)
        except (OSError, UnicodeError) as error:
            raise NotFetched(Hindrance.NO_NAME, host) from error
        if not all(is_within(one, allowed) for one in found):
            raise NotFetched(Hindrance.OUT_OF_REACH, host)
        return _first_that_answers(found, port, timeout, source)

    return connected


def _first_that_answers(
    found: list[str], port: int, timeout: float, source: tuple[str, int] | None
) -> socket.socket:
    problem: OSError = OSError("no address")
    for one in found[:4]:
        try:
            return socket.create_connection((one, port), timeout, source)
        except OSError as error:
            problem = error
    raise problem
