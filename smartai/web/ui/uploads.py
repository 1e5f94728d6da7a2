"""One file at a time, stored at once: what scripts do while somebody still writes."""

from __future__ import annotations

from datetime import timedelta

from django.http import JsonResponse
from django.utils.translation import gettext

from smartai.core.workspace.choices import choices
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge
from smartai.foundation.files.store import receive
from smartai.foundation.limits.allow import allow
from smartai.foundation.limits.network import network_of
from smartai.web.ui.visitors import VisitorRequest

UPLOADS_AN_HOUR = 300


def answer_upload(request: VisitorRequest) -> JsonResponse:
    """``201 {token, name, size}``, else 4xx or 507 with a sentence in ``error``."""
    allowed = allow("uploads", network_of(request.META["REMOTE_ADDR"]), UPLOADS_AN_HOUR, timedelta(hours=1))
    if not allowed.ok:
        return _problem(gettext("That were many files at once. Please try again later."), 429)
    file = request.FILES.get("file")
    if file is None:
        return _problem(gettext("No file arrived."), 400)
    limit = choices().form.max_file_mb
    try:
        stored = receive(file.chunks(), file.name or "", limit * 1024 * 1024, request.visitor.uploader)
    except FileTooLarge:
        return _problem(gettext("The file is too large. The limit is %(limit)d MB.") % {"limit": limit}, 413)
    except FileEmpty:
        return _problem(gettext("The file is empty."), 400)
    except DiskFull:
        return _problem(gettext("There is no room for files right now. Your text is kept."), 507)
    return JsonResponse({"token": stored.key, "name": stored.name, "size": stored.size}, status=201)


def _problem(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
