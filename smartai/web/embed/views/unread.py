from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from smartai.core.tickets.reads import unread_of
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_GET
def count(request: VisitorRequest) -> HttpResponse:
    """How many answers somebody has not seen: the number on the button of a panel that is closed."""
    person = request.visitor.person
    response = JsonResponse({"count": unread_of(person) if person else 0})
    response.headers["Cache-Control"] = "no-store"
    return response
