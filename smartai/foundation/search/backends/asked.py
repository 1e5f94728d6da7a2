from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Wanted:
    """A term and what it is worth; with ``prefix`` also every term that begins so."""

    term: str
    worth: float = 1.0
    prefix: bool = False


@dataclass(frozen=True)
class Asked:
    """``among`` is a statement that gives the keys which may be found, as ``pk``, with its parameters."""

    table: str
    key: str
    wanted: Sequence[Wanted]
    among: tuple[str, Sequence[Any]]
    limit: int


Row = tuple[int, str, str]
"""Key, terms of the title, terms of the body."""
