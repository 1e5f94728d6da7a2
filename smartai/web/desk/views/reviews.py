"""Deciding about requests that nobody could tell from a robot's; and taking a decision back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.tickets.actions import accept_request, refuse_request, review_again
from smartai.core.tickets.errors import NothingToReview
from smartai.core.tickets.models import Ticket
from smartai.web.desk.frame import me
from smartai.web.desk.views.tickets import back_to, ticket_or_404
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.AGENT)
@require_POST
def accept(request: VisitorRequest, number: int) -> HttpResponse:
    words = gettext("Accepted #%(number)s. Its requester is told that it arrived.") % {"number": number}
    return _decided(request, number, accept_request, words)


@open_to(Entry.AGENT)
@require_POST
def refuse(request: VisitorRequest, number: int) -> HttpResponse:
    words = gettext("Refused #%(number)s. It is closed, and nobody is told.") % {"number": number}
    return _decided(request, number, refuse_request, words)


@open_to(Entry.AGENT)
@require_POST
def again(request: VisitorRequest, number: int) -> HttpResponse:
    try:
        review_again(ticket_or_404(request, number), by=me(request))
        messages.success(request, gettext("#%(number)s waits again.") % {"number": number})
    except NothingToReview:
        messages.warning(request, _decided_already())
    return back_to(request, number)


def _decided(request: VisitorRequest, number: int, decide: Callable[..., Ticket], words: str) -> HttpResponse:
    try:
        decide(ticket_or_404(request, number), by=me(request))
        undo = f"{UNDO}{reverse('desk:review-again', args=[number])}"
        messages.success(request, words, extra_tags=undo)
    except NothingToReview:
        messages.warning(request, _decided_already())
    return back_to(request, number)


def _decided_already() -> str:
    return gettext("Somebody has decided about this already.")
