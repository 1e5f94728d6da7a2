"""`POST /w/session`: a signed token of the site around becomes a session, in this panel on this site."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from smartai.core.identities.actions import enter_by_token
from smartai.core.identities.errors import IdentityRefused
from smartai.core.tickets.actions import adopt_requests
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actions import end_session, start_session
from smartai.foundation.accounts.models import Person
from smartai.lib.site_tokens import LONGEST
from smartai.web.ui.carried import Carried, carried_by
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.visitors import SESSION_COOKIE, VisitorRequest, sign_in_browser

MALFORMED = "malformed"


@csrf_exempt  # without the headers that only a frame of ours sends it does nothing
@open_to(Entry.ANYONE)
@require_POST
def create(request: VisitorRequest) -> HttpResponseBase:
    """Takes ``{"token": …}``; the session comes back as a header. Errors: ``docs/guide/identity.md``."""
    carried = carried_by(request)
    if carried is None:
        return _refused("panel", 403)
    try:
        count("site-token", network(request), choices().protection.names_per_hour)
        person = enter_by_token(_token(request), panel_id=carried.panel.pk, audience=carried.panel.key)
    except TooOften as often:
        return often.tell(_refused("too_often", 429))
    except IdentityRefused as refused:
        return _refused(refused.code, 401)
    if person.addresses.filter(proven_at__isnull=False).exists():
        adopt_requests(person)
    response = JsonResponse({"ok": True})
    sign_in_browser(response, _session(request, person, carried), stays=False)
    return response


def _token(request: HttpRequest) -> str:
    """Raises ``IdentityRefused``."""
    if len(request.body) > 2 * LONGEST:
        raise IdentityRefused("too_long")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        raise IdentityRefused(MALFORMED) from None
    token = sent.get("token") if isinstance(sent, dict) else None
    if not isinstance(token, str):
        raise IdentityRefused(MALFORMED)
    return token


def _session(request: VisitorRequest, person: Person, carried: Carried) -> str:
    """The one that is there goes on when a token only renews it; anybody else's ends."""
    before = request.visitor.session
    if before and before.person_id == person.pk:
        return str(request.COOKIES[SESSION_COOKIE])
    if before:
        end_session(before)
    agent = request.headers.get("User-Agent", "")
    return start_session(person, user_agent=agent, scope=carried.scope)


def _refused(code: str, status: int) -> HttpResponse:
    response = JsonResponse({"error": code}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
