from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from smartai.core.workspace.choices import choices
from smartai.foundation.captcha.registry import challenge
from smartai.web.panel.forms.new_request import PURPOSE
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_GET
@never_cache
def check(request: VisitorRequest) -> HttpResponse:
    """What the browser has to work on while somebody writes; 204 where nothing is asked."""
    if request.visitor.person is not None:
        return HttpResponse(status=204)
    work = challenge(choices().protection.check, PURPOSE)
    return JsonResponse(work) if work else HttpResponse(status=204)
