from __future__ import annotations

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.uploads import answer_upload
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie


@open_to(Entry.ANYONE)
@require_POST
def uploads(request: VisitorRequest) -> JsonResponse:
    """Visitors may upload too: the browser's secret says whose file it is until the request is sent."""
    response = answer_upload(request)
    if request.visitor.person is None:
        set_browser_cookie(response, request)
    return response
