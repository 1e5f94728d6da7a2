"""The owner's colour and logo, as files that browsers keep: their addresses carry the version."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from smartai.core.workspace.choices import choices
from smartai.foundation.files.errors import FileGone
from smartai.foundation.files.images import open_preview
from smartai.foundation.files.models import StoredFile
from smartai.web.ui.brand import brand_css
from smartai.web.ui.entry import Entry, open_to

A_YEAR = "public, max-age=31536000, immutable"


@open_to(Entry.MACHINE)
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    known = choices()
    css = brand_css(known.brand.colour, max_height=known.panel.max_height, offset=known.panel.offset)
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = A_YEAR
    return response


@open_to(Entry.MACHINE)
@require_safe
def logo(request: HttpRequest) -> HttpResponseBase:
    """Only the re-encoded picture, never the file that was uploaded."""
    stored = StoredFile.objects.kept().filter(key=choices().brand.logo).first()
    try:
        picture = open_preview(stored) if stored else None
    except FileGone:
        picture = None
    if picture is None:
        raise Http404
    response = FileResponse(picture, content_type="image/webp")
    response.headers["Cache-Control"] = A_YEAR
    return response
