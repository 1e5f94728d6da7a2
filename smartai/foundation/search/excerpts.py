"""The part of a text that shows why it was found, with the words of the query marked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from smartai.lib.words import LONGEST, Token, stemmed, tokens

LOOKED_AT: Final = 4_000
"""Characters of a text that an excerpt is taken from: a page of results must stay quick."""
LENGTH: Final = 160


@dataclass(frozen=True)
class Piece:
    """A run of characters; ``marked`` when it is a word that was asked for."""

    text: str
    marked: bool = False


def excerpt(text: str, found: Collection[str], language: str, length: int = LENGTH) -> list[Piece]:
    """About ``length`` characters around the place with most ``found`` terms; the beginning without one."""
    text = " ".join(text[:LOOKED_AT].split())
    met = _met(text, found, language)
    start = _best_start(met, length)
    begin = _at_a_word(text, max(start - 30, 0)) if start > length - 30 else 0
    end = _end_at_a_word(text, begin + length)
    pieces = marked_pieces(text[begin:end], [(one.start - begin, one.end - begin) for one, _ in met])
    before = [Piece("… ")] if begin else []
    after = [Piece(" …")] if end < len(text) else []
    return [*before, *pieces, *after]


def marked(text: str, found: Collection[str], language: str) -> list[Piece]:
    """All of ``text``, with its words that were found marked: for titles."""
    return marked_pieces(text, [(one.start, one.end) for one, _ in _met(text, found, language)])


def _met(text: str, found: Collection[str], language: str) -> list[tuple[Token, str]]:
    """The tokens whose terms were found.

    A stem begins as its word does, so in plain letters only words with the right first letter are looked at:
    a page of results would else spend most of its time here. Arabic takes letters away at the beginning too.
    """
    starts = "".join({re.escape(term[0]) for term in found})
    if not starts:
        return []
    if not text.isascii() or language.startswith("ar"):
        return [(one, term) for one in tokens(text) if (term := stemmed(one.word, language)) in found]
    met = []
    for near in re.finditer(rf"(?<![a-z0-9])[{starts}][\w',.-]*", text, re.IGNORECASE):
        word = near[0].lower()
        if word.isalpha() and len(word) <= LONGEST:  # a word as it is, without taking it apart
            if (term := stemmed(word, language)) in found:
                met.append((Token(word, near.start(), near.end()), term))
            continue
        for one in tokens(near[0]):
            if (term := stemmed(one.word, language)) in found:
                met.append((Token(one.word, near.start() + one.start, near.start() + one.end), term))
    return met


def marked_pieces(text: str, places: list[tuple[int, int]]) -> list[Piece]:
    """Cuts ``text`` at the places to mark; those that touch become one, those outside are left out."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _joined(places, len(text)):
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def _joined(places: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if start < 0 or end > length:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _best_start(met: list[tuple[Token, str]], length: int) -> int:
    """Where the part of ``length`` characters with most different terms begins."""
    best, start = 0, 0
    for place, (first, _) in enumerate(met):
        within = {term for one, term in met[place : place + 40] if one.end <= first.start + length - 30}
        if len(within) > best:
            best, start = len(within), first.start
    return start


def _at_a_word(text: str, place: int) -> int:
    space = text.rfind(" ", 0, place)
    return space + 1 if space >= 0 and place - space < 30 else place


def _end_at_a_word(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", 0, place + 1)
    return space if space > place - 30 else place
