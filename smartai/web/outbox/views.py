"""Mails that stay here: for trying the product out. Links and codes in them work.

Never in production and never once a mail server is set. Only this very machine and owners may look: the
mails hold the secrets of everybody.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smartai.foundation.mail.marks import Fill, NothingToFill, filled, filled_html
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications.filling import fill
from smartai.web.outbox.states import happened_just_now, is_on_its_way, looking_again, state_of
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 50
SANDBOX = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data: {origin}; frame-ancestors 'self'"
)
OWN_WINDOW = '<base target="_blank">'
"""Our pages refuse to be framed: what is clicked in a mail opens beside it."""
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def index(request: VisitorRequest) -> HttpResponse:
    """Newest first. While something is on its way the page looks again by itself."""
    _may_look(request)
    mails = OutgoingMail.objects.defer("text", "html", "headers", "references")
    rows, after = page_of(mails, order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    coming = happened_just_now()
    context = {
        "page": panel_page(request),
        "mails": [(mail, state_of(mail)) for mail in rows],
        "after": after,
        "coming": coming,
    }
    response = render(request, "outbox/index.html", context)
    return looking_again(response, coming or any(is_on_its_way(mail) for mail in rows))


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def show(request: VisitorRequest, pk: int) -> HttpResponse:
    """The mail with its headers; its HTML in a frame of its own, its text below."""
    _may_look(request)
    mail = get_object_or_404(OutgoingMail, pk=pk)
    context = {
        "page": panel_page(request),
        "mail": mail,
        "state": state_of(mail),
        "text": filled(mail.text, _fill_of(mail)),
    }
    return looking_again(render(request, "outbox/mail.html", context), is_on_its_way(mail))


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def body(request: VisitorRequest, pk: int) -> HttpResponse:
    """The mail's own page: no script, nothing remote."""
    _may_look(request)
    mail = get_object_or_404(OutgoingMail, pk=pk)
    html = filled_html(mail.html, _fill_of(mail))
    response = HttpResponse(html.replace("<head>", f"<head>{OWN_WINDOW}", 1))
    response.headers["Content-Security-Policy"] = SANDBOX.format(origin=settings.BASE_URL)
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _fill_of(mail: OutgoingMail) -> Fill:
    """For mails that stayed here; the secrets of one that went to its reader are the reader's."""
    return _shown if mail.captured else _hidden


def _shown(kind: str, identity: str) -> str:
    """What ended meanwhile says so in its place."""
    try:
        return fill(kind, identity)
    except NothingToFill as reason:
        return f"[{gettext(str(reason))}]"


def _hidden(kind: str, identity: str) -> str:
    return f"[{kind}]"


def _may_look(request: VisitorRequest) -> None:
    person = request.visitor.person
    if settings.PRODUCTION or settings.SMTP_URL:
        raise Http404
    if not (_is_this_machine(request) or (person and person.is_owner)):
        raise Http404


def _is_this_machine(request: VisitorRequest) -> bool:
    """The names count too: behind a tunnel or a proxy everybody seems to come from this machine."""
    names = {urlsplit(f"//{request.get_host()}").hostname, urlsplit(settings.BASE_URL).hostname}
    try:
        return names <= LOCAL_NAMES and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
