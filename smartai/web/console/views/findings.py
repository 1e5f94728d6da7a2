from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartai.lib.text import one_line
from smartai.web.console.finding import LONGEST, find_settings
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

PART = "X-Part"
"""The header of who types, and of the command palette: only the results are drawn."""


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """Pages and single choices by their words; each leads to its place."""
    query = one_line(request.GET.get("q", "")[:LONGEST])
    found = find_settings(query, by=me(request), language=get_language() or "")
    context = {"wanted_setting": query, "found": found}
    if PART in request.headers:
        return render(request, "console/found_settings.html", context)
    return show(request, "find", "", context)
