"""Solved tickets like this one, beside it: to open, or to begin an answer with theirs."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from smartai.core.tickets.models import Message, MessageKind
from smartai.core.tickets.search.similar import Similar, similar_tickets
from smartai.web.desk.frame import desk_page, me
from smartai.web.desk.views.tickets import ticket_or_404
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.unnamed import names_of, unnamed
from smartai.web.ui.visitors import VisitorRequest

MOST_REASONS = 3


@open_to(Entry.TEAM)
@require_safe
def similar(request: VisitorRequest, number: int) -> HttpResponse:
    """As a page, or the part beside the conversation."""
    ticket = ticket_or_404(request, number)
    found = [(one, _reason(one)) for one in similar_tickets(ticket, by=me(request))]
    context = {"ticket": ticket, "me": me(request), "found": found}
    if request.GET.get("part") == "beside":
        return render(request, "desk/similar.html", context)
    return render(request, "desk/similar_page.html", {"page": desk_page(request), **context})


@open_to(Entry.AGENT)
@require_safe
def answer(request: VisitorRequest, number: int, pk: int) -> HttpResponseBase:
    """What the team answered there, without whom that ticket names: for another customer to read."""
    ticket_or_404(request, number)
    found = Message.objects.visible_to(me(request)).filter(kind=MessageKind.AGENT)
    letter = get_object_or_404(found.select_related("ticket"), pk=pk)
    return JsonResponse({"text": unnamed(letter.text, names_of(letter.ticket))})


def _reason(alike: Similar) -> str:
    """Words and tags that both have; a department is none where there is only one."""
    reasons = [gettext("Same words: %(words)s") % {"words": ", ".join(alike.words[:MOST_REASONS])}]
    if alike.tags:
        reasons.append(gettext("Same tags: %(tags)s") % {"tags": ", ".join(alike.tags[:MOST_REASONS])})
    if alike.same_department:
        reasons.append(gettext("Same department"))
    return " · ".join(reasons)
