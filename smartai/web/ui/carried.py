"""A panel inside another site: no cookies there. The frame carries what they would, in headers of its own.

Every request of the frame is a ``fetch`` to our own origin with ``Smartai-Panel``. Only our own scripts can
send such a header: a page elsewhere would have to ask first (CORS), and nobody answers yes. So these requests
need no token against foreign forms, and cookies that a browser sends along with them are not looked at.

``Smartai-Jar`` holds small things that are cookies elsewhere (what waits for a code, notices), the session
comes as ``Authorization: Bearer``, and once ``Smartai-Page`` says which page is around. Answers give back
what changed, whether a new session is to be kept beyond the tab, and where to go on: a ``fetch`` would follow
by itself and lose all that.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers

from smartai.core.workspace.choices import Panelled, panel_with, speaking_for
from smartai.core.workspace.policies import can_stand
from smartai.foundation.accounts.sessions import SESSION_COOKIE
from smartai.web.ui.sightings import note_frame

PANEL: Final = "Smartai-Panel"
HOST: Final = "Smartai-Host"
PAGE: Final = "Smartai-Page"
JAR: Final = "Smartai-Jar"
PLACE: Final = "Smartai-Location"
SESSION: Final = "Smartai-Session"
STAY: Final = "Smartai-Stay"
LONGEST_JAR: Final = 16_000  # characters
DOORS: Final = ("/support/", "/help/", "/w/")
"""What a frame may ask for. The desk is no part of a panel, whoever is signed in."""


@dataclass(frozen=True)
class Carried:
    """``host`` is the origin of the page around the frame; our own where there is none."""

    panel: Panelled
    host: str

    @property
    def names_only(self) -> bool:
        """Whether nobody writes here whom the site did not name (see ``named_only``)."""
        return self.panel.choices.widget.require_identity

    @property
    def scope(self) -> str:
        """Where a session that begins here counts."""
        return self.panel.scope_at(self.host)


class CarryMiddleware:
    """Stands before whoever reads cookies or asks for the token of a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if PANEL not in request.headers:
            return self.get_response(request)
        panel, host = panel_with(request.headers[PANEL]), request.headers.get(HOST, "")
        if panel is None or not can_stand(panel, host) or not request.path_info.startswith(DOORS):
            return _refused()
        request.COOKIES = _carried(request)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # Django's own way to say it
        request.carried = Carried(panel, host)  # type: ignore[attr-defined]  # read back by carried_by
        note_frame(panel, host, request.headers.get(PAGE, ""))
        with speaking_for(panel.key):
            return _given_back(self.get_response(request))


def carried_by(request: HttpRequest) -> Carried | None:
    return getattr(request, "carried", None)


def _carried(request: HttpRequest) -> dict[str, str]:
    try:
        jar = json.loads(unquote(request.headers.get(JAR, "")[:LONGEST_JAR]) or "{}")
    except ValueError:
        jar = {}
    found = {
        name: text
        for name, text in (jar.items() if isinstance(jar, dict) else ())
        if isinstance(text, str) and name not in (SESSION_COOKIE, settings.CSRF_COOKIE_NAME)
    }
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return {**found, SESSION_COOKIE: token} if kind == "Bearer" else found


def _given_back(response: HttpResponse) -> HttpResponse:
    changed: dict[str, str] = {
        name: morsel.value if morsel["max-age"] != 0 else "" for name, morsel in response.cookies.items()
    }
    kept = response.cookies.get(SESSION_COOKIE)
    stays = bool(kept and kept.value and kept["max-age"])
    response.cookies.clear()
    changed.pop(settings.CSRF_COOKIE_NAME, None)
    if SESSION_COOKIE in changed:
        response.headers[SESSION] = changed.pop(SESSION_COOKIE)
        if stays:
            response.headers[STAY] = "1"
    if changed:
        response.headers[JAR] = quote(json.dumps(changed))
    if 300 <= response.status_code < 400 and "Location" in response.headers:
        response.headers[PLACE] = response.headers["Location"]
        del response.headers["Location"]
        response.status_code = 200
    response.headers.pop("Clear-Site-Data", None)  # what a frame keeps, its script forgets
    response.headers.setdefault("Cache-Control", "no-store")
    patch_vary_headers(response, [PANEL, JAR, "Authorization"])
    return response


def _refused() -> HttpResponse:
    """The same for an unknown panel, one that is switched off, and a site that may not embed it."""
    response = JsonResponse({"error": "panel"}, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response
