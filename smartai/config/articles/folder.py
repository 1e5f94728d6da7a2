"""The files of a folder, read and written without trust: it may come from anybody's repository."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from smartai.config.articles.written import Written, read_written
from smartai.lib.front_matter import HeadProblem
from smartai.lib.text import one_line

LARGEST: Final = 1_000_000
"""Bytes of one file; an article has a tenth of that."""
MOST: Final = 20_000
DEEPEST: Final = 8
NO_ARTICLES: Final = {"readme.md"}


@dataclass(frozen=True)
class Problem:
    """What is wrong, where: ``guides/exports.en.md:4: the title is missing``."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


@dataclass
class Folder:
    """What stands in it: ``paths`` are relative, with ``/``, in the order of their names."""

    root: Path
    articles: dict[str, Written] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_folder(root: Path) -> Folder:
    """Every ``.md`` file but a README, in folders that are not hidden. Links are never followed."""
    found = Folder(root)
    for number, (path, entry) in enumerate(_files(root, found.problems)):
        if number == MOST:
            found.problems.append(Problem(path, 0, f"there are more than {MOST:,} files"))
            break
        try:
            found.articles[path] = read_written(_text_of(entry), PurePosixPath(path).name)
        except HeadProblem as problem:
            found.problems.append(Problem(shown(path), problem.line, problem.reason))
        except OSError as error:
            found.problems.append(Problem(shown(path), 0, error.strerror or "it can't be read"))
    found.problems += _said_twice(found.articles)
    return found


def shown(path: str) -> str:
    """A file's name may hold anything, also what would write over a terminal."""
    return one_line(path.encode("utf-8", "replace").decode("utf-8"))


def write_file(root: Path, path: str, text: str) -> bool:
    """Writes it whole or not at all; says whether that changed anything. Raises ``OSError``.

    Nothing is written through a link: neither the file nor a folder on the way may be one.
    """
    target = _reached(root, path)
    content = text.encode("utf-8")
    if target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content:
        return False
    write_pieces(root, path, [content])
    return True


def write_pieces(root: Path, path: str, pieces: Iterable[bytes]) -> None:
    """Whole or not at all, and through no link. Raises ``OSError``."""
    target = _reached(root, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.writelines(pieces)
            part.close()
            Path(part.name).chmod(0o644)
            Path(part.name).replace(target)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def _reached(root: Path, path: str) -> Path:
    target = root
    for name in PurePosixPath(path).parts:
        target = target / name
        if target.is_symlink():
            raise OSError(f"{shown(path)}: links are not followed")
    return target


def _files(
    root: Path, problems: list[Problem], inside: str = "", depth: int = 1
) -> Iterator[tuple[str, Path]]:
    for entry in sorted(os.scandir(root / inside), key=lambda one: one.name):
        path = f"{inside}{entry.name}"
        is_article = entry.name.lower().endswith(".md") and entry.name.lower() not in NO_ARTICLES
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            if is_article or entry.is_dir():
                problems.append(Problem(shown(path), 0, "links are not followed; put the file itself here"))
        elif entry.is_dir():
            if depth == DEEPEST:
                problems.append(
                    Problem(shown(path), 0, f"there are more than {DEEPEST} folders in each other")
                )
            else:
                yield from _files(root, problems, f"{path}/", depth + 1)
        elif is_article:
            yield path, Path(entry.path)


def _text_of(path: Path) -> str:
    """Raises ``HeadProblem`` for what is no text of a decent size, ``OSError``."""
    with os.fdopen(_opened(path), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise HeadProblem(0, "it is no plain file")
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise HeadProblem(0, f"it has more than {LARGEST:,} bytes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HeadProblem(content.count(b"\n", 0, error.start) + 1, "it is not UTF-8") from None


def _opened(path: Path) -> int:
    """Through no link, and without waiting for whoever should write into a pipe."""
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)


def _said_twice(articles: dict[str, Written]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, written in articles.items():
        if written.slug in first:
            line, other = written.lines.get("slug", 1), shown(first[written.slug])
            yield Problem(shown(path), line, f"{written.slug} is the slug of {other} too")
        first.setdefault(written.slug, path)
