from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from smartai.foundation.accounts.actions import end_session
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.signing_in import sign_in_page
from smartai.web.ui.visitors import VisitorRequest, sign_out_browser
from smartai.web.ui.waiting import forget


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: VisitorRequest) -> HttpResponseBase:
    return sign_in_page(request)


@open_to(Entry.ANYONE)
@require_POST
def sign_out(request: VisitorRequest) -> HttpResponseBase:
    """Ends the session everywhere it is known, and what the browser was waiting for."""
    person, session = request.visitor.person, request.visitor.session
    if session:
        end_session(session)
    response = redirect("/desk/sign-in/" if person and person.is_team else "panel:sign-in")
    sign_out_browser(response)
    forget(response)
    return response
