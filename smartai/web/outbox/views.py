"""Mails that stay here: for trying the product out. Links and codes in them work.

Never in production and never once a mail server is set. Only this very machine and owners may look: the
mails hold the secrets of everybody.
"""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smartai.foundation.mail.marks import NothingToFill, filled, filled_html
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications.filling import fill
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 50
SANDBOX = (
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
)


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def index(request: VisitorRequest) -> HttpResponse:
    """Newest first."""
    _may_look(request)
    mails = OutgoingMail.objects.defer("text", "html")
    rows, after = page_of(mails, order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    context = {"page": panel_page(request), "mails": rows, "after": after}
    return render(request, "outbox/index.html", context)


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def show(request: VisitorRequest, pk: int) -> HttpResponse:
    """The mail with its headers; its HTML in a frame of its own, its text below."""
    _may_look(request)
    mail = get_object_or_404(OutgoingMail, pk=pk)
    context = {"page": panel_page(request), "mail": mail, "text": _filled(mail.text, html=False)}
    return render(request, "outbox/mail.html", context)


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def body(request: VisitorRequest, pk: int) -> HttpResponse:
    """The mail's own page: no script, nothing remote."""
    _may_look(request)
    mail = get_object_or_404(OutgoingMail, pk=pk)
    response = HttpResponse(_filled(mail.html, html=True))
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _filled(text: str, *, html: bool) -> str:
    """With its links and codes; one that ended meanwhile leaves the mail as it is stored."""
    try:
        return filled_html(text, fill) if html else filled(text, fill)
    except NothingToFill:
        return text


def _may_look(request: VisitorRequest) -> None:
    person = request.visitor.person
    if settings.PRODUCTION or settings.SMTP_URL:
        raise Http404
    if not (_is_this_machine(request.META.get("REMOTE_ADDR", "")) or (person and person.is_owner)):
        raise Http404


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
