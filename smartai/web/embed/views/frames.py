from __future__ import annotations

from csp.constants import SELF
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from smartai.core.workspace.choices import choices, panel_with, speaking_for
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import brand, direction
from smartai.web.ui.previewed import previewed_by
from smartai.web.ui.robots import let_in
from smartai.web.ui.sightings import note_refusal, note_strange_key
from smartai.web.ui.visitors import wished_language


@open_to(Entry.MACHINE)
@require_safe
@xframe_options_exempt
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The document of the frame: the same for everybody, empty until its script has fetched a page.

    Only the sites that the owner listed may stand around it, and our own pages for a look at it.
    """
    panel = panel_with(key)
    if panel is None or not panel.active:
        note_strange_key(request, "" if panel else key)
        raise Http404
    note_refusal(request, panel)
    with speaking_for(panel.key):
        known = choices()
        spoken = wished_language(request, request.GET.get("l", "").split("-")[0].lower())
        with translation.override(spoken):
            context = {"panel": panel, "brand": brand(known), "direction": direction(), "language": spoken}
            context["base"] = seen.base if (seen := previewed_by(request)) else ""
            response = render(request, "embed/frame.html", context)
    response.headers["Content-Language"] = spoken
    response.headers["Cache-Control"] = "no-cache"
    let_in(response, known.protection.check)
    replaced = getattr(response, "_csp_replace", {})
    response._csp_replace = {**replaced, "frame-ancestors": [SELF, *panel.origins]}  # type: ignore[attr-defined]  # django-csp reads it
    return response
