"""Help articles beside a ticket: what may answer it, what the agent looks for, and the text of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import Article
from smartai.core.tickets.models import MessageKind
from smartai.lib.text import one_line
from smartai.web.desk.frame import desk_page, me
from smartai.web.desk.offers import (
    Offer,
    link_of,
    made_of,
    offers_for,
    offers_found,
    refusal_of,
    text_for_letter,
)
from smartai.web.desk.views.tickets import ticket_or_404
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

PARTS = {"beside": "desk/offers.html", "found": "desk/articles_found.html"}


@open_to(Entry.TEAM)
@require_safe
def articles(request: VisitorRequest, number: int) -> HttpResponse:
    """Those that were looked for, else those that may answer the ticket: as a page, or the part it names."""
    ticket = ticket_or_404(request, number)
    query = one_line(request.GET.get("q", "")[:1_000])[:200]
    offers: list[Offer] = (
        offers_found(ticket, me(request), query) if query else offers_for(ticket, me(request))
    )
    context: dict[str, Any] = {
        "ticket": ticket, "me": me(request), "offers": offers, "query": query, "made": [],
    }  # fmt: skip
    if not query:
        context["made"] = made_of(ticket, me(request))
    part = PARTS.get(request.GET.get("part", ""))
    if part:
        return render(request, part, context)
    return render(request, "desk/articles.html", {"page": desk_page(request), **context})


@open_to(Entry.TEAM)
@require_safe
def text(request: VisitorRequest, number: int, pk: int) -> HttpResponseBase:
    """What of an article may be put into a letter: into an answer only what its readers may read."""
    ticket = ticket_or_404(request, number)
    article = get_object_or_404(Article.objects.visible_to(me(request)).current(), pk=pk)
    words = text_for_letter(article)
    if request.GET.get("into") == MessageKind.NOTE:
        # The link stays with the words, and tells whose they are wherever they are sent.
        return JsonResponse({"text": f"{link_of(article)}\n\n{words}"})
    refusal = refusal_of(article, ticket)
    if refusal:
        return JsonResponse({"error": refusal}, status=409)
    return JsonResponse({"text": words})
