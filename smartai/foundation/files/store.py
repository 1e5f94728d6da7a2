"""Receiving, opening and discarding files.

The order makes a crash harmless: the row says "uploading", the bytes arrive under ``incoming/``, are
flushed to the disk and renamed, and only then the row says "uploaded". What a crash leaves behind is a
row or a half-written file that the sweep finds (see ``sweep.py``).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from smartai.foundation.files.errors import DiskFull, FileEmpty, FileGone, FileTooLarge
from smartai.foundation.files.images import measure
from smartai.foundation.files.kinds import kind_of
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.names import clean_name
from smartai.foundation.files.paths import folder, incoming, path_of, preview_path
from smartai.foundation.files.querysets import owner_hash
from smartai.foundation.files.receiving import DISK_FULL, KEPT_FREE

_ASK_EVERY = 8 * 1024 * 1024  # bytes written until free space is asked for again


def receive(chunks: Iterable[bytes], name: str, max_bytes: int, owner: str) -> StoredFile:
    """Stores an upload that waits to be used by its owner (see ``uploads.py``) within a day.

    Raises ``FileTooLarge``, ``FileEmpty`` or ``DiskFull`` and leaves nothing behind. Two small statements
    of its own; refuses to run inside a transaction, whose rollback would orphan the bytes.
    """
    with transaction.atomic(durable=True):
        stored = StoredFile.objects.create(name=clean_name(name), owner_token_hash=owner_hash(owner))
    try:
        _store_bytes(stored, chunks, max_bytes)
        stored.state = StoredState.UPLOADED
        stored.save(force_update=True)
    except BaseException as error:
        erase(stored)
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            raise DiskFull from error
        raise
    return stored


def open_file(stored: StoredFile) -> BinaryIO:
    """The bytes, to be closed by the caller. Raises ``FileGone`` when they are not on the disk."""
    try:
        return path_of(stored).open("rb")
    except FileNotFoundError as error:
        raise FileGone(stored.key) from error


def discard(stored: StoredFile) -> None:
    """Ends a file in the caller's transaction: bytes go right after the commit, the row at the next sweep.

    Delete what points to the row in the same transaction, so that the sweep can delete it.
    """
    StoredFile.objects.filter(pk=stored.pk).update(state=StoredState.DISCARDED)
    stored.state = StoredState.DISCARDED
    transaction.on_commit(lambda: remove_bytes(stored), robust=True)


def erase(stored: StoredFile) -> None:
    """Bytes first, row last: a crash in between leaves a row, which the sweep finds."""
    remove_bytes(stored)
    stored.delete()


def remove_bytes(stored: StoredFile) -> None:
    for path in (path_of(stored), preview_path(stored), incoming() / stored.key):
        path.unlink(missing_ok=True)


def free_bytes() -> int:
    """Free space where files are kept; uploads are refused when it falls below ``KEPT_FREE``."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    return shutil.disk_usage(folder()).free


def _store_bytes(stored: StoredFile, chunks: Iterable[bytes], max_bytes: int) -> None:
    incoming().mkdir(mode=0o700, parents=True, exist_ok=True)
    half_written, final = incoming() / stored.key, path_of(stored)
    stored.size, stored.sha256 = _copy(chunks, half_written, max_bytes)
    picture = measure(half_written)
    if picture:
        stored.content_type, stored.image_width, stored.image_height = picture
    else:
        stored.content_type = kind_of(half_written, stored.name)
    final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half_written.replace(final)
    _flush_folder(final.parent)


def _copy(chunks: Iterable[bytes], path: Path, max_bytes: int) -> tuple[int, str]:
    """Size and SHA-256 of what was written and flushed to the disk."""
    size, ask_at, digest = 0, 0, hashlib.sha256()
    with open(path, "xb", opener=_private) as file:
        for chunk in chunks:
            size += len(chunk)
            if size > max_bytes:
                raise FileTooLarge(max_bytes)
            if size >= ask_at:
                _leave_room_for(len(chunk))
                ask_at = size + _ASK_EVERY
            digest.update(chunk)
            file.write(chunk)
        if not size:
            raise FileEmpty
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _leave_room_for(more: int) -> None:
    if free_bytes() - more - _ASK_EVERY < KEPT_FREE:
        raise DiskFull


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _flush_folder(path: Path) -> None:
    """A rename survives a power cut only once its folder is on the disk too."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
