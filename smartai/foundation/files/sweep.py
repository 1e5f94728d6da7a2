"""Removes what nobody will use: uploads of a day ago, half-written files, bytes of discarded rows."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone

from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.paths import incoming
from smartai.foundation.files.store import erase

logger = logging.getLogger(__name__)

UNUSED_FOR = timedelta(hours=24)
_EVERY = 3600.0  # seconds
_AT_MOST = 500  # rows in one go


class UploadSweep:
    """A drain that works once an hour, however often it is asked; at once again while there is more."""

    name = "uploads"

    def __init__(self) -> None:
        self._next = 0.0

    def drain(self) -> int:
        if time.monotonic() < self._next:
            return 0
        done = sweep_uploads()
        if done < _AT_MOST:
            self._next = time.monotonic() + _EVERY
        return done


def sweep_uploads() -> int:
    """How many files went. Safe beside uploads, beside messages that take them, and beside itself.

    The state is changed by one conditional statement: ``keep`` and the sweep can't both win a row.
    """
    before = timezone.now() - UNUSED_FOR
    StoredFile.objects.never_used(before=before).update(state=StoredState.DISCARDED)
    swept = sum(_swept(stored) for stored in StoredFile.objects.discarded().order_by("pk")[:_AT_MOST])
    _remove_half_written(before.timestamp())
    return swept


def _swept(stored: StoredFile) -> bool:
    """One file that can't go must not keep the others."""
    try:
        erase(stored)
    except (OSError, IntegrityError):
        logger.exception("A discarded file could not be removed: %s", stored.key)
        return False
    return True


def _remove_half_written(before: float) -> None:
    if not incoming().is_dir():
        return
    for path in incoming().iterdir():
        with suppress(FileNotFoundError):  # just finished, or another worker was faster
            if path.stat().st_mtime < before:
                path.unlink()
