from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from smartai.core.tickets.actions import mark_seen
from smartai.web.panel.conversation import letters_after
from smartai.web.panel.doors import Door
from smartai.web.panel.views.request import page_of_request, state_of
from smartai.web.ui.visitors import VisitorRequest


@require_GET
def show(request: VisitorRequest, door: Door) -> HttpResponseBase:
    """For a page that is open: letters after ``?after=``, and the state as it is now. Fetching is reading."""
    after = request.GET.get("after", "")
    last = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
    letters = letters_after(door, last)
    if not door.token:
        mark_seen(door.ticket, by=door.actor)
    context = {"page": page_of_request(request, door), "letters": letters, **state_of(door)}
    return render(request, "panel/newer.html", context)
