"""Pictures and files of articles, written beside their Markdown."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from smartai.config.articles.attached import FILES, Attached, content_of, first_by_content, pieces_of
from smartai.config.articles.folder import write_pieces
from smartai.config.articles.terms import Files
from smartai.core.knowledge.models import ArticleFile
from smartai.foundation.files.errors import FileGone
from smartai.foundation.files.names import extension
from smartai.foundation.files.store import open_file
from smartai.lib.article_html import file_keys

LONGEST_NAME: Final = 150
"""Bytes: a file system may refuse more than 255."""


@dataclass
class FilesOut:
    """Keeps count. ``gone`` are names of files whose bytes the product does not have any more."""

    root: Path
    written: int = 0
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)
    """Contents by path, whichever letters of it are large."""

    def write(self, path: str, text: str, own: Files, beside: Mapping[str, Attached]) -> dict[str, str]:
        """Those that the article at ``path`` leads to: by key, the address that the folder's text gives.

        A file keeps the place that the folder has for it. Raises ``OSError``.
        """
        known = first_by_content(beside)
        addresses: dict[str, str] = {}
        for file in (own[key] for key in file_keys(text) if key in own):
            address = known.get(file.file.sha256, "")
            if address:
                self._count(beside[address].path, file.file.sha256, written=False)
            else:
                address = self._placed(posixpath.dirname(path), file)
            if address:
                addresses[file.file.key] = address
        return addresses

    def _placed(self, folder: str, file: ArticleFile) -> str:
        """Under its own name; where another content has that, under one with the content's sign."""
        name, content = name_of(file), file.file.sha256
        if self._content_at(posixpath.join(folder, FILES, name)) not in ("", content):
            end = extension(name)
            name = f"{name.removesuffix(end)}-{content[:8]}{end}"
        address = f"{FILES}/{name}"
        path = posixpath.join(folder, address)
        same = self._content_at(path) == content
        if not same and not self._written(path, file):
            return ""
        self._count(path, content, written=not same)
        return address

    def _content_at(self, path: str) -> str:
        return self._seen.get(path.casefold()) or content_of(self.root, path)

    def _written(self, path: str, file: ArticleFile) -> bool:
        try:
            with open_file(file.file) as opened:
                write_pieces(self.root, path, pieces_of(opened))
        except FileGone:
            self.gone.append(file.file.name)
            return False
        return True

    def _count(self, path: str, content: str, *, written: bool) -> None:
        """Once, whatever number of articles lead there."""
        if path.casefold() not in self._seen:
            self._seen[path.casefold()] = content
            self.written += written
            self.unchanged += not written


def name_of(file: ArticleFile) -> str:
    """Short enough for every disk, and never that of an article."""
    name = file.plain_name
    end = extension(name)
    stem = name.removesuffix(end).encode("utf-8")[:LONGEST_NAME].decode("utf-8", "ignore")
    return f"{stem}{end}.txt" if end == ".md" else f"{stem}{end}"
