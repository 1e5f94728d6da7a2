"""Tags while one is typed beside a ticket."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartai.core.tickets.actions import tag_name
from smartai.core.tickets.models import Tag
from smartai.web.desk.frame import me
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

MOST: Final = 8


@open_to(Entry.AGENT)
@require_safe
def offered(request: VisitorRequest) -> HttpResponse:
    """The rows of a list box: tags that begin with what is typed, then those that have it somewhere."""
    typed, seen = tag_name(request.GET.get("q", "")[:200]), Tag.objects.visible_to(me(request)).kept()
    found = list(seen.filter(name__startswith=typed)[:MOST]) if typed else []
    if typed and len(found) < MOST:
        others = seen.filter(name__contains=typed).exclude(name__startswith=typed)
        found += others[: MOST - len(found)]
    return render(request, "desk/tags_offered.html", {"tags": found})
