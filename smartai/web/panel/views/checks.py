from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET

from smartai.core.workspace.choices import choices
from smartai.foundation.captcha.registry import BUILT_IN, challenge
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.robots import PURPOSES


@open_to(Entry.MACHINE)
@require_GET
def check(request: HttpRequest) -> HttpResponseBase:
    """What the browser has to do for a form; 204 when there is nothing to do.

    ``way=own`` asks for our own check beside a company's.
    """
    purpose = request.GET.get("for", "")
    if purpose not in PURPOSES:
        raise Http404
    known = choices().protection
    chosen = BUILT_IN if request.GET.get("way") == "own" and known.check != "off" else known.check
    task = challenge(chosen, purpose, known.keys)
    response = JsonResponse(task) if task else HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response
