"""Meanings among the terms of a document: written so that no word is taken for one, nor one for a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from smartai.foundation.search.query import BESIDE_COUNTS, MOST_CHARACTERS
from smartai.lib.meanings import meanings, surest

MARK: Final = "0"
"""What the name of a meaning begins with in an index: no word begins so and goes on with letters."""
SEPARATOR: Final = " | "
"""Between the terms of a part and its meanings: no term holds it."""


def meant(text: str, language: str) -> list[str]:
    """What ``text`` says, once for each time that it says it; what it only hints at is left out.

    A document has many words, and would hint at everything.
    """
    return [MARK + name for name, surely in meanings(text, [language]) if surely >= 1]


def asked_for(text: str, beside: str, languages: Iterable[str]) -> dict[str, float]:
    """The meanings of what somebody asks, each with what it counts beside the others.

    Anybody may write English, whatever language the pages are in.
    """
    languages = dict.fromkeys([*languages, "en"])
    asked = surest(meanings(text[:MOST_CHARACTERS], languages))
    for name, surely in surest(meanings(beside[:MOST_CHARACTERS], languages)).items():
        asked[name] = max(asked.get(name, 0.0), surely * BESIDE_COUNTS)
    return {MARK + name: surely for name, surely in asked.items()}


def with_meanings(terms: Iterable[str], names: Sequence[str]) -> str:
    """A part of a document as it is stored."""
    return SEPARATOR.join((" ".join(terms), " ".join(names))) if names else " ".join(terms)


def apart(part: str) -> tuple[list[str], list[str]]:
    """The terms and the meanings of a part that was stored so."""
    terms, _, names = part.partition(SEPARATOR)
    return terms.split(), names.split()


def is_meaning(term: str) -> bool:
    return term.startswith(MARK) and term[1:].isalpha()


def names_of(terms: Iterable[str]) -> frozenset[str]:
    """The meanings among what was met, by their names in ``lib.meanings``."""
    return frozenset(term.removeprefix(MARK) for term in terms)
