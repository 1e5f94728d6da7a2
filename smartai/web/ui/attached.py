"""Files of a form: those that the script uploaded before, and those that came with the form itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, ngettext

from smartai.core.workspace.choices import choices
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge, UploadNotFound
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.receiving import had_no_room
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import find_uploads
from smartai.web.ui.short import in_bytes
from smartai.web.ui.visitors import VisitorRequest


@dataclass
class Attached:
    """``problems`` are sentences for the writer; what is in ``files`` is kept although others failed."""

    files: list[StoredFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [file.key for file in self.files]

    @property
    def shown(self) -> list[dict[str, object]]:
        """For ``uploaded`` of ``ui/files.html``."""
        return [{"token": file.key, "name": file.name, "size": file.size} for file in self.files]


def attached(request: VisitorRequest, *, store: bool = True) -> Attached:
    """The visitor's uploads named in ``uploads``, and the files posted as ``files``, stored as uploads.

    ``store=False`` for a form that is refused anyway: what came with it is not stored.
    """
    limits = choices().form
    found = Attached()
    named = list(dict.fromkeys(request.POST.getlist("uploads")))
    posted = request.FILES.getlist("files") if store else []
    for key in named[: limits.max_files]:
        try:
            found.files += find_uploads([key], request.visitor.uploader)
        except UploadNotFound:
            found.problems.append(gettext("A file is not there any more. Please add it again."))
    for file in posted[: limits.max_files - len(found.files)]:
        _receive(found, file, limits.max_file_mb * 1024 * 1024, request.visitor.uploader)
    if len(named) + len(posted) > limits.max_files:
        words = ngettext("At most %(n)d file.", "At most %(n)d files.", limits.max_files)
        found.problems.append(words % {"n": limits.max_files})
    if had_no_room(request.META):
        found.problems.append(no_room())
    return found


def receive_posted(file: UploadedFile[bytes], owner: str) -> Attached:
    """One file, stored as an upload of ``owner`` before its form is sent."""
    found = Attached()
    _receive(found, file, choices().form.max_file_mb * 1024 * 1024, owner)
    return found


def no_room() -> str:
    return gettext("The files could not be stored: our disk is full.")


def _receive(found: Attached, posted: UploadedFile[bytes], max_bytes: int, owner: str) -> None:
    name = {"name": posted.name}
    try:
        found.files.append(receive(posted.chunks(), posted.name or "", max_bytes, owner))
    except FileTooLarge:
        limit = {**name, "limit": in_bytes(max_bytes)}
        found.problems.append(gettext("%(name)s is larger than %(limit)s.") % limit)
    except FileEmpty:
        found.problems.append(gettext("%(name)s is empty.") % name)
    except DiskFull:
        found.problems.append(gettext("%(name)s could not be stored: our disk is full.") % name)
