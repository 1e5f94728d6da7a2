from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET

from smartai.core.workspace.choices import choices
from smartai.foundation.captcha.registry import challenge
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.robots import PURPOSES


@open_to(Entry.MACHINE)
@require_GET
def check(request: HttpRequest) -> HttpResponseBase:
    """What the browser has to calculate for a form; 204 when there is nothing to do."""
    purpose = request.GET.get("for", "")
    if purpose not in PURPOSES:
        raise Http404
    task = challenge(choices().protection.check, purpose)
    response = JsonResponse(task) if task else HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response
