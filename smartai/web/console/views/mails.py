from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from smartai.core.workspace.choices import choices
from smartai.reactions.notifications.kinds import OWNERS_WORDS, Kind
from smartai.reactions.notifications.owing import sender_name
from smartai.reactions.notifications.preview import preview, send_test
from smartai.web.console.forms.mail_words import NAMES
from smartai.web.console.frame import console_page, me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.previewed import previewed_by
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
    seen = previewed_by(request)  # a draft's picture is shown to nobody without the session
    response.headers["Content-Security-Policy"] = SANDBOX.replace(
        "sandbox", "sandbox allow-same-origin" if seen else "sandbox"
    )
    return response


@open_to(Entry.OWNER)
@require_safe
def letter(request: VisitorRequest, kind: str) -> HttpResponse:
    """How it arrives: from whom, under which subject, and whether at all. Made for the preview."""
    known, mail = _kind(kind), preview(_kind(kind), language=get_language() or "")
    told = {Kind.CREATED: choices().mail.tell_created, Kind.ANSWERED: choices().mail.tell_answered}
    context = {
        "page": console_page(request, "words"),
        "mail": mail,
        "kind": kind,
        "sender": sender_name(),
        "address": settings.MAIL_FROM,
        "is_off": not told.get(known, True),
    }
    return render(request, "console/letter.html", context)


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
