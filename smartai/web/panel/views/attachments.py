from __future__ import annotations

from typing import BinaryIO

from django.http import FileResponse, Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from smartai.core.tickets.models import Attachment
from smartai.foundation.files.errors import FileGone
from smartai.foundation.files.images import open_preview
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.serving import download_headers, preview_headers
from smartai.foundation.files.store import open_file
from smartai.web.panel.doors import Door
from smartai.web.ui.visitors import VisitorRequest

PIECE = 64 * 1024  # bytes read from the disk at once


@require_safe
def show(request: VisitorRequest, door: Door, pk: int) -> HttpResponseBase:
    """The file as it was sent, never shown by the browser as a page."""
    stored = _file(door, pk)
    try:
        return _sent(open_file(stored), download_headers(stored))
    except FileGone as error:
        raise Http404 from error


@require_safe
def preview(request: VisitorRequest, door: Door, pk: int) -> HttpResponseBase:
    """Our own picture of a picture."""
    picture = open_preview(_file(door, pk))
    if picture is None:
        raise Http404
    return _sent(picture, preview_headers())


def _file(door: Door, pk: int) -> StoredFile:
    """A file of a letter of this request; those of notes are not there, whoever asks."""
    attachments = Attachment.objects.visible_to(door.actor).exclude(message__kind="note")
    found = attachments.filter(message__ticket=door.ticket, pk=pk, file__state=StoredState.KEPT)
    attachment = found.select_related("file").first()
    if attachment is None:
        raise Http404
    return attachment.file


def _sent(file: BinaryIO, headers: dict[str, str]) -> FileResponse:
    response = FileResponse(file)
    response.block_size = PIECE
    for name, value in headers.items():
        response.headers[name] = value
    return response
