"""What is filed, and what is wished for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Part(Enum):
    """Where in a text a word stands. What is in ``INNER`` is only for those who may read it."""

    TITLE = "title"
    NAMES = "names"
    BODY = "body"
    INNER = "inner"


EVERYWHERE = tuple(Part)


@dataclass(frozen=True)
class Paper:
    """The terms of one row by part, in order; ``upto`` as in ``Filed``."""

    key: int
    upto: int
    terms: Mapping[Part, list[str]]


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """One word that was asked for: any of its ``terms``, or any of the ``phrases`` (terms in a row).

    With a ``beginning`` also every term that begins so, which costs much where all texts are searched.
    ``documents`` is in about how many texts it is; None when nobody counted.
    """

    terms: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    beginning: str = ""
    documents: int | None = None


@dataclass(frozen=True)
class Wish:
    """All of ``every`` and none of ``without``, looked for in ``parts`` only."""

    every: tuple[Clause, ...]
    without: tuple[Clause, ...] = ()
    parts: tuple[Part, ...] = field(default=EVERYWHERE)

    @property
    def at_most(self) -> int | None:
        """How many texts can have all of it, as far as that is known."""
        known = [clause.documents for clause in self.every if clause.documents is not None]
        return min(known, default=None)
