from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_GET
def none(request: VisitorRequest) -> HttpResponse:
    """Streams are answered in front of the pages (``reactions/live``); a server without them has none."""
    return HttpResponse("Live updates need the product's own server.\n", "text/plain", status=503)
