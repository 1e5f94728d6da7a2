"""Files that arrive at the desk: at once by script, or with a form from a browser without one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from smartai.core.workspace.choices import choices
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge, UploadNotFound
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import find_uploads
from smartai.web.ui.visitors import VisitorRequest


class NotReceived(Exception):
    """Why, as a sentence for the sender."""


def receive_file(request: VisitorRequest, file: UploadedFile[Any]) -> StoredFile:
    """Stores one upload of the visitor. Raises ``NotReceived``."""
    name = str(file.name or "")
    limit = choices().form.max_file_mb
    try:
        return receive(file.chunks(), name, limit * 1024 * 1024, request.visitor.uploader)
    except FileTooLarge as error:
        words = gettext("%(name)s is larger than %(limit)s MB.") % {"name": name, "limit": limit}
        raise NotReceived(words) from error
    except FileEmpty as error:
        raise NotReceived(gettext("%(name)s is empty.") % {"name": name}) from error
    except DiskFull as error:
        raise NotReceived(gettext("There is no room for files right now. Your text is kept.")) from error


def files_of(request: VisitorRequest) -> tuple[list[StoredFile], list[str]]:
    """The uploads that a form names and those that came with it, and what is wrong with the others."""
    problems: list[str] = []
    keys = request.POST.getlist("uploads")[:200]
    try:
        found = find_uploads(keys, request.visitor.uploader)
    except UploadNotFound:
        found = _known_ones(keys, request.visitor.uploader)
        problems.append(gettext("A file is no longer there. Add it again."))
    for file in _sent(request):
        try:
            found.append(receive_file(request, file))
        except NotReceived as problem:
            problems.append(str(problem))
    most = choices().form.max_files
    if len(found) > most:
        problems.append(gettext("At most %(count)s files in one message.") % {"count": most})
    return found, problems


def _known_ones(keys: Iterable[str], uploader: str) -> list[StoredFile]:
    """One statement each; only after something went wrong."""
    found = []
    for key in dict.fromkeys(keys):
        try:
            found += find_uploads([key], uploader)
        except UploadNotFound:
            continue
    return found


def _sent(request: VisitorRequest) -> list[UploadedFile[Any]]:
    return [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
