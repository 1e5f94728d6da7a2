"""What the site around an embedded panel tells with a new request: a stranger's words, so few and short."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlsplit

from smartai.lib.text import one_line
from smartai.web.ui.carried import carried_by
from smartai.web.ui.visitors import VisitorRequest

FIELD: Final = "site"
MOST_KEYS: Final = 20
LONGEST_KEY: Final = 40
LONGEST_VALUE: Final = 500
LONGEST_PAGE: Final = 500
MOST_BYTES: Final = 2048
_LONGEST_TEXT: Final = 8_000  # characters, as it is sent


def told_by(request: VisitorRequest) -> dict[str, Any]:
    """For ``RequestDraft.site``; empty on our own pages and where the site said nothing. Never raises."""
    carried = carried_by(request)
    if carried is None:
        return {}
    sent = _read(request.POST.get(FIELD, ""))
    page, told = _page(sent.get("page"), carried.host), _told(sent.get("told"))
    return {"page": page, "told": told} if page or told else {}


def _read(text: str) -> dict[str, Any]:
    try:
        sent = json.loads(text) if len(text) <= _LONGEST_TEXT else {}
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


def _page(address: object, host: str) -> str:
    """The page without its query, which may hold secrets; only one of the site that the panel stands in."""
    if not isinstance(address, str):
        return ""
    try:
        parts = urlsplit(one_line(address))
    except ValueError:
        return ""
    return f"{host}{parts.path}"[:LONGEST_PAGE] if f"{parts.scheme}://{parts.netloc}" == host else ""


def _told(sent: object) -> dict[str, str]:
    """Texts, numbers and yes or no by name. What is beyond the bounds is left out."""
    told: dict[str, str] = {}
    left = MOST_BYTES
    for name, value in sent.items() if isinstance(sent, dict) else ():
        if not isinstance(value, str | int | float):
            continue
        key, words = one_line(name)[:LONGEST_KEY], one_line(str(value))[:LONGEST_VALUE]
        left -= len(f"{key}{words}".encode())
        if left < 0 or len(told) == MOST_KEYS:
            break
        if key and words:
            told[key] = words
    return told
