"""What somebody asked for, as words: any text is a query, and none can break it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from smartai.lib.common_words import is_common
from smartai.lib.words import is_dense, stemmed, tokens

MOST_CHARACTERS: Final = 4_000
"""Of a longer text the beginning is looked at."""
MOST_WORDS: Final = 60
BESIDE_COUNTS: Final = 0.5
QUOTED: Final = re.compile(r'"([^"]{2,200})"|“([^”]{2,200})”|„([^“”]{2,200})[“”]|«([^»]{2,200})»')


@dataclass(frozen=True)
class Word:
    """A word of the query: ``terms`` are the forms it may have in the index, the first as it was written.

    ``open_ended`` is the last word of somebody who is still typing: it may go on. ``common`` words say
    nothing. ``share`` is what the word counts beside the others.
    """

    word: str
    terms: tuple[str, ...]
    open_ended: bool = False
    common: bool = False
    share: float = 1.0


@dataclass(frozen=True)
class Query:
    """``phrases`` hold words that must follow each other, each with its forms."""

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()


def understood(text: str, languages: Iterable[str], *, typing: bool = False, beside: str = "") -> Query:
    """The query that ``text`` means to readers of ``languages``, those that documents are written in.

    With ``typing`` the last word may be unfinished, unless something that ends a word follows it. Words that
    only stand in ``beside``, the message under a title, count half.
    """
    text = text[:MOST_CHARACTERS]
    known = tuple(languages)
    found = list(tokens(text))
    unfinished = typing and bool(found) and found[-1].end == len(text)
    words: dict[str, Word] = {}
    for place, token in enumerate(found[:MOST_WORDS]):
        goes_on = (unfinished and place == len(found) - 1) or is_half(token.word)
        words[token.word] = _word(token.word, known, goes_on)
    for token in list(tokens(beside[:MOST_CHARACTERS]))[:MOST_WORDS]:
        words.setdefault(token.word, _word(token.word, known, share=BESIDE_COUNTS))
    quoted = ("".join(found.groups(default="")) for found in QUOTED.finditer(text))
    phrases = (tuple(_word(one.word, known) for one in tokens(words)) for words in quoted)
    return Query(tuple(words.values()), tuple(phrase for phrase in phrases if len(phrase) > 1))


def _word(word: str, languages: Iterable[str], goes_on: bool = False, share: float = 1.0) -> Word:
    common = not goes_on and any(is_common(word, language) for language in languages)
    return Word(word, _forms(word, languages), goes_on, common, share)


def _forms(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([word, *(stemmed(word, language) for language in languages)]))


def is_half(word: str) -> bool:
    """One letter of a script that is indexed by pairs."""
    return len(word) == 1 and is_dense(word)
