"""The owner's logo for mail programs: a small PNG, because several of them show no WebP."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smartai.core.workspace.choices import choices, panel_with
from smartai.foundation.files.images import open_preview
from smartai.foundation.files.models import StoredFile
from smartai.web.ui.entry import Entry, open_to

SIDE = 112
"""Pixels: four times the size in a mail, for sharp screens."""


@open_to(Entry.MACHINE)
@require_safe
def png(request: HttpRequest) -> HttpResponse:
    """Readable from everywhere: webmail shows it on pages of its own."""
    panel = panel_with(request.GET.get("panel", ""))
    key = (panel.choices if panel else choices()).brand.logo
    picture = _png(key) if key else None
    if picture is None:
        raise Http404
    headers = {
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, max-age=86400",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(picture, content_type="image/png", headers=headers)


@lru_cache(maxsize=2)
def _png(key: str) -> bytes | None:
    """Of the picture that was re-encoded at upload; kept, because each mail that is opened asks for it."""
    stored = StoredFile.objects.kept().filter(key=key).first()
    preview = open_preview(stored) if stored else None
    if preview is None:
        return None
    from PIL import Image  # three megabytes in every process otherwise

    with preview, Image.open(preview, formats=["WEBP"]) as picture:
        picture.thumbnail((SIDE, SIDE))
        made = BytesIO()
        picture.save(made, "PNG", optimize=True)
    return made.getvalue()
