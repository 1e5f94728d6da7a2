"""Saved replies while a letter is written: with the names and numbers of its ticket."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartai.core.saved_replies.reads import filled_for
from smartai.core.saved_replies.search import find_saved_replies
from smartai.lib.text import one_line
from smartai.web.desk.frame import me
from smartai.web.desk.views.tickets import ticket_or_404
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

MOST: Final = 8


@open_to(Entry.AGENT)
@require_safe
def saved_replies(request: VisitorRequest, number: int) -> HttpResponse:
    """The rows of a list box: those with the words that are looked for, else the first by name."""
    ticket, by = ticket_or_404(request, number), me(request)
    query = one_line(request.GET.get("q", "")[:1_000])[:200]
    found = find_saved_replies(query, by=by, language=get_language() or "", most=MOST)
    rows = [(reply, filled_for(reply.text, ticket, by)) for reply in found]
    return render(request, "desk/saved_replies_found.html", {"rows": rows})
