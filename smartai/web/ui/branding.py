"""The owner's style sheet and logo."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from smartai.core.workspace.choices import Choices, choices, panel_with
from smartai.foundation.files.images import open_preview
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.serving import preview_headers
from smartai.web.ui.brand import brand_css
from smartai.web.ui.entry import Entry, open_to


@open_to(Entry.MACHINE)
@require_safe
def style(request: HttpRequest) -> HttpResponseBase:
    known = _choices_for(request)
    sheet = brand_css(known.brand.colour, max_height=known.panel.max_height, offset=known.panel.offset)
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = _kept(request)
    return response


@open_to(Entry.MACHINE)
@require_safe
def logo(request: HttpRequest) -> HttpResponseBase:
    """Our own re-encoded picture, never the file as it came."""
    key = _choices_for(request).brand.logo
    stored = StoredFile.objects.kept().filter(key=key).first() if key else None
    picture = open_preview(stored) if stored else None
    if picture is None:
        raise Http404
    response = FileResponse(picture)
    for name, value in preview_headers().items():
        response.headers[name] = value
    response.headers["Cache-Control"] = _kept(request)
    return response


def _choices_for(request: HttpRequest) -> Choices:
    """A style sheet and a picture are asked for without any header: their address says whose they are."""
    panel = panel_with(request.GET.get("panel", ""))
    return panel.choices if panel else choices()


def _kept(request: HttpRequest) -> str:
    """The address of the version that is shown may be kept for ever; any other is asked for again."""
    current = request.GET.get("v") == str(choices().version)
    return "public, max-age=31536000, immutable" if current else "no-cache"
