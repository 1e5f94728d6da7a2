"""How somebody came to a request: signed in, or by the link of an e-mail. Both read the same pages.

A view of a request takes ``(request, door)`` and is put into the routes twice, through ``signed_in`` and
``by_link``. A link opens one request and nothing else: it signs nobody in, and its pages name no account.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from smartai.core.tickets.actions import open_link
from smartai.core.tickets.errors import LinkRefused
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.reads import own_ticket
from smartai.core.workspace.choices import panel_numbered, speaking_for
from smartai.foundation.accounts.actors import LinkHolder
from smartai.foundation.accounts.models import Person
from smartai.web.ui.addresses import url
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest, speak_to


@dataclass(frozen=True)
class Door:
    """``token`` is the link's secret, empty for somebody who is signed in.

    ``unread_elsewhere`` counts their other requests with an answer that they have not seen; none by a link.
    """

    actor: Person | LinkHolder
    person: Person
    ticket: Ticket
    token: str = ""
    unread_elsewhere: int = 0

    def url(self, part: str = "", **more: int) -> str:
        """The address of the request, or of a part of it: ``reply``, ``newer``, ``closure``…"""
        name = f"-{part}" if part else ""
        if self.token:
            return reverse(f"panel:link{name}", kwargs={"token": self.token, **more})  # not remembered
        return url(f"panel:request{name}", number=self.ticket.pk, **more)


View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """For the requester and participants; whatever else they may see at work is on the desk."""

    @open_to(Entry.PERSON)
    @wraps(view)
    def through_account(request: VisitorRequest, number: int, **more: int) -> HttpResponseBase:
        person = request.visitor.person
        assert person is not None  # Entry.PERSON
        own = own_ticket(person, number)
        if own is None:
            raise Http404
        door = Door(actor=person, person=person, ticket=own.ticket, unread_elsewhere=own.unread_elsewhere)
        return view(request, door, **more)

    return through_account


def by_link(view: View) -> View:
    """For whoever holds the token. One answer for unknown, expired and revoked ones.

    Exempt from the token against other sites' forms: the address itself is the secret that they lack, and
    browsers say ``Origin: null`` on pages that tell nobody where somebody comes from.
    """

    @csrf_exempt
    @open_to(Entry.ANYONE)
    @wraps(view)
    def through_link(request: VisitorRequest, token: str, **more: int) -> HttpResponseBase:
        try:
            holder = open_link(token)
        except LinkRefused:
            page = {"page": panel_page(request)}
            return told_nobody(render(request, "panel/link_ended.html", page, status=404))
        speak_to(holder.person, request)
        if request.method == "POST" and not request.POST and not request.FILES:
            return told_nobody(redirect("panel:link", token=token))  # a scanner: our forms say something
        ticket = Ticket.objects.visible_to(holder).for_customers().get(pk=holder.ticket_id)
        door = Door(actor=holder, person=holder.person, ticket=ticket, token=token)
        panel = panel_numbered(ticket.panel_id)
        with speaking_for(panel.key if panel else ""):
            return told_nobody(view(request, door, **more))

    return through_link


def told_nobody(response: HttpResponseBase) -> HttpResponseBase:
    """The address is a secret: not kept, not passed on, not found by search engines."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
