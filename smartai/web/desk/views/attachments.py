from __future__ import annotations

from typing import BinaryIO

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from smartai.core.tickets.models import Attachment
from smartai.foundation.files.errors import FileGone
from smartai.foundation.files.images import open_preview
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.serving import download_headers, preview_headers
from smartai.foundation.files.store import open_file
from smartai.web.desk.frame import me
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.TEAM)
@require_GET
def attachment(request: VisitorRequest, pk: int) -> HttpResponseBase:
    stored = _stored(request, pk)
    try:
        return _answer(open_file(stored), download_headers(stored))
    except FileGone as error:
        raise Http404 from error


@open_to(Entry.TEAM)
@require_GET
def preview(request: VisitorRequest, pk: int) -> HttpResponseBase:
    """Our own small copy of a picture; nothing a sender made is shown in place."""
    stored = _stored(request, pk)
    file = open_preview(stored) if stored.has_preview else None
    if file is None:
        raise Http404
    return _answer(file, preview_headers())


def _stored(request: VisitorRequest, pk: int) -> StoredFile:
    if pk >= 2**63:
        raise Http404
    seen = Attachment.objects.visible_to(me(request)).select_related("file")
    return get_object_or_404(seen, pk=pk).file


def _answer(file: BinaryIO, headers: dict[str, str]) -> FileResponse:
    response = FileResponse(file)
    for name, value in headers.items():
        response.headers[name] = value
    return response
