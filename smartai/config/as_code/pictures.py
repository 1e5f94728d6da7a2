"""Logos stand beside the file of settings, as pictures that anybody can open."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path
from typing import Final

from smartai.config.articles.attached import NotAttached, open_beside, pieces_of
from smartai.config.articles.folder import write_pieces
from smartai.config.as_code.plan import Picture
from smartai.foundation.files.errors import FileGone
from smartai.foundation.files.images import measure
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import open_file, receive
from smartai.web.console.received_logo import LOGO_BYTES

IMPORTER: Final = "settings"
"""Whose uploads they are until a choice names them; browsers and people have other prefixes."""


def picture_at(root: Path, path: str) -> Picture:
    """Raises ``NotAttached`` for what is no logo, or is not beside the file."""
    if path.startswith("/") or ".." in path.split("/") or "\0" in path:
        raise NotAttached("a logo stands beside this file, or in a folder there")
    with open_beside(root, path) as file:
        content = file.read(LOGO_BYTES + 1)
    if len(content) > LOGO_BYTES:
        raise NotAttached("a logo has at most 2 MB")
    if measure(root / path) is None:
        raise NotAttached("this is no PNG, JPEG or WebP picture")
    return Picture(path, hashlib.sha256(content).hexdigest())


def receive_picture(root: Path, picture: Picture) -> None:
    """Stores its bytes, which wait for their choice; not within a transaction. Raises ``NotAttached``."""
    with open_beside(root, picture.path) as file:
        picture.stored = receive(pieces_of(file), Path(picture.path).name, LOGO_BYTES, IMPORTER)
    if picture.stored.sha256 != picture.sha256:
        raise NotAttached("it was changed meanwhile")


def stored_logo(key: str) -> StoredFile | None:
    return StoredFile.objects.kept().filter(key=key).first() if key else None


def write_picture(root: Path, stem: str, key: str) -> str | None:
    """Writes a logo beside the file; its name, or None when its bytes are lost. Raises ``OSError``."""
    stored = stored_logo(key)
    if stored is None:
        return None
    name = stem + (mimetypes.guess_extension(stored.content_type) or ".png")
    try:
        with open_file(stored) as opened:
            write_pieces(root, name, pieces_of(opened))
    except FileGone:
        return None
    return name
