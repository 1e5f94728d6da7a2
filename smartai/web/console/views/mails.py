from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from smartai.reactions.notifications.kinds import OWNERS_WORDS, Kind
from smartai.reactions.notifications.preview import preview, send_test
from smartai.web.console.forms.mail_words import NAMES
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

SANDBOX = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
)


@open_to(Entry.OWNER)
@require_safe
def show_mail(request: VisitorRequest, kind: str) -> HttpResponse:
    """With the way to where a test goes: the outbox, while no mail server is set."""
    mail = preview(_kind(kind), language=get_language() or "")
    kept_here = not settings.SMTP_URL and not settings.PRODUCTION
    named = [(one, NAMES[one]()) for one in OWNERS_WORDS]
    context = {
        "mail": mail,
        "kind": kind,
        "kinds": named,
        "address": me(request).email,
        "kept_here": kept_here,
    }
    return show(request, "mail", "words", context)


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
