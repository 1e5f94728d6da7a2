"""What requests tell of the sites that embed a panel: the light on its page. No request fails for it.

A browser names the site in ``Referer`` (its origin alone, unless the site's policy says more), the frame's
own script the page around it. Both can be made up, so the light says what was seen and opens nothing.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import structlog
from django.db import DatabaseError
from django.http import HttpRequest

from smartai.core.workspace.actions import Sign, note_sighting
from smartai.core.workspace.choices import Panelled, panels
from smartai.foundation.outside.own_origin import own_origin
from smartai.lib.origins import origin_of

_LONGEST: Final = 2_000  # characters of an address that are looked at

log = structlog.get_logger()


def note_script(request: HttpRequest) -> None:
    """A page loaded the script. It names no panel: all that are listed there were met."""
    if origin := _site(request):
        for panel in panels():
            if panel.active and origin in panel.origins:
                _note(panel.pk, origin, Sign.SCRIPT)


def note_refusal(request: HttpRequest, panel: Panelled) -> None:
    """A page asked for the frame; where its site is not listed the browser will not show it."""
    origin = _site(request)
    if origin and origin not in panel.origins and request.headers.get("Sec-Fetch-Dest", "iframe") == "iframe":
        _note(panel.pk, origin, Sign.REFUSED)


def note_strange_key(request: HttpRequest, key: str) -> None:
    """A page of a listed site names a panel that is not here."""
    if key and (origin := _site(request)):
        for panel in panels():
            if panel.active and origin in panel.origins:
                _note(panel.pk, origin, Sign.STRANGE, key=key)


def note_frame(panel: Panelled, host: str, page: str) -> None:
    """The frame works on this site, ``page`` says where; empty where that was told before."""
    if page and host in panel.origins and origin_of(page[:_LONGEST]) == host:
        _note(panel.pk, host, Sign.FRAME, path=urlsplit(page[:_LONGEST]).path or "/")


def _site(request: HttpRequest) -> str:
    """The origin of another site that the browser names; empty for our own pages, and where none is named."""
    origin = origin_of(request.headers.get("Referer", "")[:_LONGEST])
    return "" if origin == own_origin() else origin


def _note(panel_id: int, origin: str, sign: Sign, *, path: str = "", key: str = "") -> None:
    try:
        note_sighting(panel_id, origin, sign, path=path, key=key)
    except DatabaseError as error:
        log.warning("sighting.not_kept", panel=panel_id, reason=str(error))
