from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from smartai.reactions.notifications.kinds import OWNERS_WORDS, Kind
from smartai.reactions.notifications.preview import preview, send_test
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

SANDBOX = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
)


@open_to(Entry.OWNER)
@require_safe
def show_mail(request: VisitorRequest, kind: str) -> HttpResponse:
    mail = preview(_kind(kind), language=get_language() or "")
    return show(request, "mail", "words", {"mail": mail, "kind": kind, "kinds": OWNERS_WORDS})


@open_to(Entry.OWNER)
@require_safe
@xframe_options_sameorigin
def body(request: VisitorRequest, kind: str) -> HttpResponse:
    """The mail's own HTML, for the sandboxed frame of the page."""
    response = HttpResponse(preview(_kind(kind), language=get_language() or "").html)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@open_to(Entry.OWNER)
@require_POST
def test(request: VisitorRequest, kind: str) -> HttpResponse:
    """The sample goes to the owner's own address."""
    mail = send_test(_kind(kind), me(request))
    messages.success(request, gettext("A test is on its way to %(address)s.") % {"address": mail.to_address})
    return redirect("console:mail", kind=kind)


def _kind(name: str) -> Kind:
    if name not in [kind.value for kind in OWNERS_WORDS]:
        raise Http404
    return Kind(name)
