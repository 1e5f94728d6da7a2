"""Looks at a page of a site that embeds a panel: fetches it, within what an owner listed, and judges it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from smartai.core.workspace.models import SupportPanel
from smartai.foundation.outside.fetching import Fetched, NotFetched, fetch
from smartai.foundation.outside.own_origin import own_origin
from smartai.foundation.outside.whereabouts import Reach, reach_of
from smartai.lib.embedding_checks import Asked, examined
from smartai.lib.origins import origin_of
from smartai.lib.text import one_line

WITHIN: Final = 8.0  # seconds that an owner waits, in all
MOST: Final = 2 * 1024 * 1024  # bytes of a page
HEADERS: Final = {
    "User-Agent": "SmartAI-Tickets (looks for its panel)",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "identity",
}
STATUS: Final = "status"
CUT: Final = "cut"
_INTERNAL: Final = re.compile(r"[^.]+|.+\.(?:internal|local|lan|intranet|corp|home|private|test|home\.arpa)")
"""Names that nobody on the internet can own: whoever lists one means a network of their own."""


@dataclass(frozen=True)
class Looked:
    """``findings`` as they are kept: ``code`` and ``shown``."""

    origin: str
    path: str
    findings: list[dict[str, Any]]


def look_at(panel: SupportPanel, address: str) -> Looked:
    """Asks the page itself, once, and whatever it redirects to on listed sites."""
    listed = frozenset(panel.origins)

    def reach(target: str) -> Reach | None:
        return reach_for(urlsplit(target).hostname or "") if origin_of(target) in listed else None

    try:
        found = fetch(address, HEADERS, within=WITHIN, most=MOST, reach=reach)
    except NotFetched as problem:
        return _looked(address, [_kept(problem.why, problem.shown)])
    return _looked(found.address, _judged(panel, found))


def reach_for(host: str) -> Reach:
    """How far a request for a listed host may go: into private networks only for what is plainly there.

    A public name that leads there may be somebody's trick, so it is not followed; where this installation
    itself runs on the machine, as while it is tried out, everything on it may be asked.
    """
    own = _literal(urlsplit(own_origin()).hostname or "")
    if own is Reach.MACHINE:
        return Reach.MACHINE
    return Reach.PRIVATE if _literal(host) is Reach.PRIVATE or own is Reach.PRIVATE else Reach.WORLD


def _literal(host: str) -> Reach | None:
    """What the words of a host say by themselves, without looking anything up."""
    name = host.lower().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return Reach.MACHINE
    try:
        ip_address(name)
    except ValueError:
        return Reach.PRIVATE if _INTERNAL.fullmatch(name) else Reach.WORLD
    return reach_of(name)


def _judged(panel: SupportPanel, found: Fetched) -> list[dict[str, Any]]:
    if found.status != 200:
        return [_kept(STATUS, str(found.status))]
    asked = Asked(
        page=found.address,
        text=found.body.decode("utf-8", "replace"),
        policies=found.values("Content-Security-Policy"),
        embedder_policy=next(iter(found.values("Cross-Origin-Embedder-Policy")), ""),
        base=settings.BASE_URL,
        key=panel.key,
    )
    told = [_kept(finding.found, finding.shown) for finding in examined(asked)]
    return told if found.whole else [*told, _kept(CUT)]


def _looked(address: str, findings: list[dict[str, Any]]) -> Looked:
    parts = urlsplit(address)
    return Looked(origin_of(address), one_line(parts.path)[:1000] or "/", findings)


def _kept(code: str, shown: str = "") -> dict[str, Any]:
    return {"code": str(code), "shown": one_line(shown)[:2000]}
