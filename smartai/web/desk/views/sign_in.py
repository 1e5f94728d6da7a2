"""The team's way in: the sign-in page that both doors share, and the way out."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartai.core.people.querysets import has_owner
from smartai.foundation.accounts.actions import end_session
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.signing_in import sign_in_page
from smartai.web.ui.visitors import VisitorRequest, sign_out_browser
from smartai.web.ui.waiting import forget


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: VisitorRequest) -> HttpResponseBase:
    """A new installation has nobody to sign in yet: its first owner comes first."""
    if request.method != "POST" and not has_owner():
        return redirect("desk:first-owner")
    return sign_in_page(request, at_desk=True)


@open_to(Entry.ANYONE)
@require_safe
def code(request: VisitorRequest) -> HttpResponseBase:
    """Both doors have one page for codes; this address stays good."""
    return redirect("panel:code")


@open_to(Entry.PERSON)
@require_POST
def sign_out(request: VisitorRequest) -> HttpResponseBase:
    if request.visitor.session:
        end_session(request.visitor.session)
    response = redirect("desk:sign-in")
    sign_out_browser(response)
    forget(response)
    return response
