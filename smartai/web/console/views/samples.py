from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from smartai.core.workspace.models import SupportPanel
from smartai.web.console.frame import console_page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.previewed import previewed_by
from smartai.web.ui.visitors import VisitorRequest

MODES: Final = {"": "launcher", "manual": "none", "inline": "inline"}
"""How a site shows the panel: by our button, by something of its own, as a part of its page."""


@open_to(Entry.OWNER)
@require_safe
def show(request: VisitorRequest, pk: int) -> HttpResponse:
    """A page as a site might have it, with the panel in it: made for the preview."""
    panel = get_object_or_404(SupportPanel, pk=pk)
    seen = previewed_by(request)
    context = {
        "page": console_page(request, "widget"),
        "panel": panel,
        "mode": MODES.get(request.GET.get("start", ""), "launcher"),
        "theme": seen.look.theme if seen else "",
    }
    return render(request, "console/sample.html", context)
