"""Where bytes lie: ``$SMARTAI_DATA/files/ab/cd/<key>``. Keys are ours; no name of a sender becomes a path."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from smartai.foundation.files.models import StoredFile


def folder() -> Path:
    return Path(settings.DATA) / "files"


def incoming() -> Path:
    """Half-written files. On the same file system as the others, so that a rename is atomic."""
    return folder() / "incoming"


def path_of(stored: StoredFile) -> Path:
    return folder() / stored.key[:2] / stored.key[2:4] / stored.key


def preview_path(stored: StoredFile) -> Path:
    """The re-encoded image, made when it is first asked for; can be deleted at any time."""
    return path_of(stored).with_name(f"{stored.key}.preview")
