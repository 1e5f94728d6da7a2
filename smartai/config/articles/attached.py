"""Pictures and files beside the articles of a folder: found by their links, read without trust."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from smartai.config.articles.folder import Folder, Problem, shown
from smartai.config.articles.written import Written
from smartai.lib.destinations import destinations

LARGEST: Final = 200 * 1024 * 1024
"""Bytes of one file: as many as the owner can allow at most."""
MOST: Final = 50_000
FILES: Final = "files"
"""The folder, beside the article, that an export puts them into."""
_PIECE: Final = 1024 * 1024
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class NotAttached(Exception):
    """Why it is no file that an article can have."""


@dataclass(frozen=True, slots=True)
class Attached:
    """``path`` is relative to the folder; ``line`` is of the article that leads there."""

    path: str
    size: int
    sha256: str
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        return posixpath.basename(self.path)


@dataclass
class Attachments:
    """By the path of the article, then by the destination that its text gives."""

    of: dict[str, dict[str, Attached]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_attached(folder: Folder) -> Attachments:
    """What the texts lead to in the folder. Reads each file once, at most ``MOST`` of them."""
    found = Attachments()
    read: dict[str, Attached] = {}
    for path, written in folder.articles.items():
        found.of[path] = {}
        for address, is_picture in destinations(written.text).items():
            line = _line_of(written, address)
            try:
                target = _target(folder.root, path, address, is_picture)
                if target and target not in read and len(read) < MOST:
                    read[target] = _read(folder.root, target)
                elif target and target not in read:
                    raise NotAttached(f"there are more than {MOST:,} files")
            except NotAttached as problem:
                found.problems.append(Problem(shown(path), line, f"{shown(address)}: {problem}"))
                continue
            if target:
                one = read[target]
                found.of[path][address] = Attached(one.path, one.size, one.sha256, line)
    return found


def content_of(root: Path, path: str) -> str:
    """The SHA-256 of a file of the folder; empty where none is that can be read."""
    try:
        return _read(root, path).sha256
    except NotAttached:
        return ""


def is_beside(address: str, is_picture: bool) -> bool:
    """Whether a text of a folder can mean nothing but a file of it: others may be any address."""
    path = _path_in(address)
    return bool(path) and (is_picture or bool({"..", FILES} & set(path.split("/"))))


def open_beside(root: Path, path: str) -> BinaryIO:
    """A plain file of the folder, through no link on the way. Raises ``NotAttached``."""
    opened = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        *folders, name = path.split("/")
        for one in folders:
            outer, opened = opened, _within(opened, one, os.O_DIRECTORY)
            os.close(outer)
        file = _within(opened, name, os.O_NONBLOCK)
    finally:
        os.close(opened)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise NotAttached("it is no plain file")
    return os.fdopen(file, "rb")


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_PIECE), b"")


def first_by_content(attached: Mapping[str, Attached]) -> dict[str, str]:
    """The destination that stands for a content: the same file may be there under two names."""
    found: dict[str, str] = {}
    for address, one in attached.items():
        found.setdefault(one.sha256, address)
    return found


def _path_in(address: str) -> str:
    """Of a relative address; empty for what leads to a site, to a page of ours or within the article."""
    if _SCHEME.match(address) or address.startswith(("/", "#", "?")):
        return ""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _target(root: Path, article: str, address: str, is_picture: bool) -> str:
    """Relative to the folder; empty when the address means something else. Raises ``NotAttached``."""
    path = _path_in(address)
    if not path or path.lower().endswith(".md"):
        return ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(article), path))
    if target.startswith("../") or target == "..":
        raise NotAttached("it leads out of the folder")
    if "\0" in target:
        raise NotAttached("there is no such file")
    if os.path.lexists(root / target) and (is_picture or not (root / target).is_dir()):
        return target
    if is_picture or FILES in path.split("/"):
        raise NotAttached("there is no such file")
    return ""


def _within(folder: int, name: str, flags: int) -> int:
    """Raises ``NotAttached`` also for a link: what it leads to is nobody's to publish."""
    try:
        if stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            raise NotAttached("links are not followed; put the file itself here")
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | flags, dir_fd=folder)
    except OSError as error:
        raise NotAttached(error.strerror or "it can't be read") from None


def _read(root: Path, path: str) -> Attached:
    with open_beside(root, path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST:
            raise NotAttached(f"it has more than {LARGEST // 1024 // 1024} MB")
        if not size:
            raise NotAttached("it is empty")
        digest = hashlib.sha256()
        for piece in pieces_of(file):
            digest.update(piece)
    return Attached(path, size, digest.hexdigest())


def _line_of(written: Written, address: str) -> int:
    before = written.text.partition(address)[0] if address in written.text else ""
    return written.lines.get("text", 1) + before.count("\n")
