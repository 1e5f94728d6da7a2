"""Where bytes wait while a request arrives: beside the files, so that one disk is watched and not two.

When there is no room for a file, the form that it came with is read all the same, for what was typed.
Needs no models, because the server imports it before they are there.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

KEPT_FREE: Final = 64 * 1024 * 1024
"""Bytes that files leave to the database and to logs."""
DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_ROOM: Final = "smartai.no_room"
"""In a request's ``META``: a file came with it and is left out, because the disk is full."""


def unnamed_file(buffering: int = -1) -> IO[bytes]:
    """In the folder for what arrives; it goes with the process. Raises ``OSError`` when room is short."""
    leave_room()
    return TemporaryFile(dir=receiving(), buffering=buffering)


def leave_room() -> None:
    if shutil.disk_usage(receiving()).free < KEPT_FREE:
        raise OSError(errno.ENOSPC, "No room is left for files")


def receiving() -> Path:
    folder = Path(settings.DATA) / "receiving"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def had_no_room(meta: Mapping[str, Any]) -> bool:
    return bool(meta.get(NO_ROOM))


class LeavesFilesOut(FileUploadHandler):
    """Keeps the files of a form as Django does, but for a full disk: then the form comes without them."""

    def new_file(self, *facts: Any, **more: Any) -> None:
        super().new_file(*facts, **more)
        self._file: IO[bytes] | None = None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            if self._file is None:
                self._file = unnamed_file()
            self._file.write(raw_data)
        except OSError as error:
            self._left_out(error)
            raise SkipFile from error

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        try:
            file = self._file or unnamed_file()
            file.seek(0)
        except OSError as error:
            self._left_out(error)
            return None
        return UploadedFile(
            file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self) -> None:
        file = getattr(self, "_file", None)
        if file is not None:
            file.close()

    def _left_out(self, error: OSError) -> None:
        if error.errno not in DISK_FULL or self.request is None:
            raise error
        self.request.META[NO_ROOM] = True
        if self._file is not None:
            _close(self._file)


def _close(file: IO[bytes]) -> None:
    """A file whose buffer can't be written closes only with an error."""
    try:
        file.close()
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
