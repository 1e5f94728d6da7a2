from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_GET
def count(request: VisitorRequest) -> HttpResponse:
    """How many answers somebody has not seen: the number on the button of a panel that is closed."""
    response = JsonResponse({"count": request.visitor.standing.unread})
    response.headers["Cache-Control"] = "no-store"
    return response
