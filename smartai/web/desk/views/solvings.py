"""Solving a ticket, which leads on to the next one of the list; and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.tickets.actions import change_status, undo_solving
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import TicketStillOpen
from smartai.core.tickets.models import Category, Ticket
from smartai.web.desk.frame import me
from smartai.web.desk.places import Place
from smartai.web.desk.views.tickets import back_to, ticket_or_404
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest

LONGEST_UNDO = 1_000
"""Characters: what is said once travels in a cookie, and browsers keep small ones only."""


@open_to(Entry.AGENT)
@require_POST
def create(request: VisitorRequest, number: int) -> HttpResponse:
    """On to the next ticket of the list that the agent came from; without a list it stays."""
    ticket, place = ticket_or_404(request, number), Place.of(request)
    beside = place.beside(ticket, me(request)) if place.is_named else None
    if ticket.ended:
        messages.success(request, gettext("#%(number)s was solved already.") % {"number": number})
    else:
        change_status(ticket, catalogue().first_status(Category.SOLVED), by=me(request))
        words = gettext("Solved #%(number)s.") % {"number": number}
        messages.success(request, words, extra_tags=f"{UNDO}{_undo_url(ticket, place)}")
    if not place.is_named:
        return back_to(request, number)
    if beside:
        return redirect(f"{reverse('desk:ticket', args=[beside.pk])}?{place.that_shows(beside).words}")
    return redirect(place.url)


@open_to(Entry.AGENT)
@require_POST
def destroy(request: VisitorRequest, number: int) -> HttpResponse:
    """Back to the ticket as it was."""
    try:
        undo_solving(ticket_or_404(request, number), by=me(request))
        messages.success(request, gettext("#%(number)s is as it was.") % {"number": number})
    except TicketStillOpen:
        messages.warning(request, gettext("Somebody has opened the ticket again already."))
    return back_to(request, number)


def _undo_url(ticket: Ticket, place: Place) -> str:
    url = reverse("desk:solving-end", args=[ticket.pk])
    whole = f"{url}?{place.words_here}" if place.is_named else url
    return whole if len(whole) < LONGEST_UNDO else url
