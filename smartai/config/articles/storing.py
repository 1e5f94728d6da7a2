"""Files of a folder that become files of an article: which may, and how."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from smartai.config.articles.attached import Attached, NotAttached, open_beside, pieces_of
from smartai.core.knowledge.actions import add_article_file
from smartai.core.knowledge.models import Article, ArticleFile
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge
from smartai.foundation.files.images import MAX_PIXELS, measure
from smartai.foundation.files.kinds import kind_of
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.names import extension
from smartai.foundation.files.serving import SAFE_TYPES
from smartai.foundation.files.store import receive

IMPORTER: Final = "import"
"""Whose uploads they are until an article has them; browsers and people have other prefixes."""
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
_PAGES: Final = frozenset(
    {".html", ".htm", ".xhtml", ".xht", ".svg", ".svgz", ".xml", ".hta", ".mht", ".mhtml"}
)
"""What browsers run when it is opened from a disk."""


def refuse_unfit(root: Path, one: Attached) -> None:
    """Raises ``NotAttached`` for what the owner finds too large, and for kinds that articles don't have."""
    most = choices().form.max_file_mb
    if one.size > most * 1024 * 1024:
        raise NotAttached(f"it has more than {most} MB")
    end = extension(one.name)
    if end in _PICTURES:
        if measure(root / one.path) is None:
            raise NotAttached(f"it is no picture, or one of more than {MAX_PIXELS:,} pixels")
    elif end in _PAGES or kind_of(root / one.path, one.name) not in SAFE_TYPES:
        kinds = "pictures, videos, sound, PDF, text, zip and office documents"
        raise NotAttached(f"it is of a kind that articles don't have; they have {kinds}")


def stored_of(root: Path, one: Attached) -> StoredFile:
    """Its bytes, stored and waiting for their article. Raises ``NotAttached``; not within a transaction."""
    try:
        with open_beside(root, one.path) as file:
            most = choices().form.max_file_mb * 1024 * 1024
            stored = receive(pieces_of(file), one.name, most, IMPORTER)
    except DiskFull:
        raise NotAttached(f"{one.path}: the disk is full") from None
    except (FileTooLarge, FileEmpty):
        raise NotAttached(f"{one.path}: it was changed meanwhile") from None
    if stored.sha256 != one.sha256:
        raise NotAttached(f"{one.path}: it was changed meanwhile")
    return stored


def attach(article: Article, stored: StoredFile, *, by: Actor) -> ArticleFile:
    return add_article_file(article, stored.key, IMPORTER, by=by)
