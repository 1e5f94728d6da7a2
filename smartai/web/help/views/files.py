from __future__ import annotations

from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import ArticleFile
from smartai.foundation.files.errors import FileGone
from smartai.foundation.files.images import open_preview
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.serving import download_headers, preview_headers
from smartai.foundation.files.store import open_file
from smartai.lib.byte_ranges import NotSatisfiable, wanted_range
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

PIECE = 64 * 1024  # bytes read from the disk at once
KEPT = "private, max-age=86400, immutable"
"""A key never means other bytes. No shared cache: the next reader may not be of the article's audience."""


@open_to(Entry.ANYONE)
@require_safe
def show(request: VisitorRequest, key: str, name: str) -> HttpResponseBase:
    """A picture as our own copy of it, in the page; every other file as a download, whole or a part of it.

    ``name`` is for people and not looked at. Who may not see the article gets the 404 of no file.
    """
    seen = ArticleFile.objects.visible_to(request.visitor.actor).filter(file__state=StoredState.KEPT)
    stored = get_object_or_404(seen.select_related("file"), file__key=key[:22]).file
    picture = open_preview(stored)
    if picture is not None:
        return _sent(picture, preview_headers())
    try:
        return _part(request, stored)
    except FileGone as error:
        raise Http404 from error


def _part(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """Players ask for parts; one that began with another file (``If-Range``) gets the whole."""
    tag = f'"{stored.key}"'
    headers = download_headers(stored) | {"Accept-Ranges": "bytes", "ETag": tag}
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", tag) == tag else ""
    try:
        part = wanted_range(asked, stored.size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    if part is None:
        return _sent(open_file(stored), headers)
    headers["Content-Length"] = str(len(part))
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{stored.size}"
    response = _sent(_Part(open_file(stored), part), headers)
    response.status_code = 206
    return response


class _Part:
    """Some bytes of a file, read like one."""

    def __init__(self, file: BinaryIO, part: range) -> None:
        self._file, self._left = file, len(part)
        file.seek(part.start)

    def read(self, size: int) -> bytes:
        piece = self._file.read(min(size, self._left))
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()


def _sent(file: BinaryIO | _Part, headers: dict[str, str]) -> FileResponse:
    response = FileResponse(file)
    response.block_size = PIECE
    for name, value in (headers | {"Cache-Control": KEPT}).items():
        response.headers[name] = value
    return response
