from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.reads import filled_for
from smartai.web.desk.frame import desk_page, me
from smartai.web.desk.lists import SEARCH
from smartai.web.desk.places import Place, number_of
from smartai.web.desk.results import Asker, results_of
from smartai.web.desk.views.tickets import ticket_or_404
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

PART = "X-Part"
"""The header of who types, and of the command palette: only the results are drawn."""


@open_to(Entry.TEAM)
@require_GET
def search(request: VisitorRequest) -> HttpResponse:
    """A plain form with its results below; a script draws the results anew while somebody types."""
    place, asker = Place.of(request, SEARCH), _asker(request)
    query = place.query.strip()
    # What is drawn anew of an open page when something happens is its rail: nothing is searched for that.
    asked = query if "X-Fragment" not in request.headers else ""
    found = results_of(asked, by=me(request), language=get_language() or "", asker=asker)
    context = {
        "query": query,
        "results": found,
        "filled": _filled(request, found.replies),
        "place": place.words,
        "me": me(request),
    }
    if asker is not Asker.PAGE:
        return render(request, "desk/results.html", context)
    page = desk_page(request, SEARCH, query=query)
    return render(request, "desk/search.html", {**context, "page": replace(page, search_url="")})


def _asker(request: VisitorRequest) -> Asker:
    part = request.headers.get(PART, "")
    return next((asker for asker in Asker if asker.value == part), Asker.TYPING)


def _filled(request: VisitorRequest, replies: list[SavedReply]) -> dict[int, str]:
    """The texts of saved replies for the ticket that is open beside the palette."""
    number = number_of(request.GET.get("ticket", "")) if replies else 0
    if not number:
        return {}
    ticket = ticket_or_404(request, number)
    return {reply.pk: filled_for(reply.text, ticket, me(request)) for reply in replies}
