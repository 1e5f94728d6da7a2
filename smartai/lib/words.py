"""Words of any text as they are searched: folded, stemmed, and cut where a script has no spaces.

The same function prepares what is searched and what is asked, so both databases find the same.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import Stemmer

LONGEST: Final = 60
"""Characters of a word that are looked at."""

REMEMBERED: Final = 4_096
"""Stems that a process keeps, one megabyte. More save little: a language has few common words."""

STEMMED: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Languages with a stemmer of the Snowball project; words of others are searched as they are."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is searched, and where it stands in the text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The folded words of ``text`` in order; of Chinese, Japanese, Korean or Thai every two letters in a row.

    ``10,000`` and ``e-mail`` are one word each (``10000``, ``email``), ``max_rows``, ``sign-in`` and
    ``jonas@lindqvist.example`` several.
    """
    for found in _WORD.finditer(text):
        written = found[0]
        if written.isascii() and written.isalnum():  # nearly all of them: nothing to take apart or to fold
            yield Token(written[:LONGEST].lower(), found.start(), found.end())
            continue
        if found["number"]:
            yield Token(re.sub(r"\D", "", found[0]), found.start(), found.end())
            continue
        for part in _PART.finditer(text, found.start("word"), found.end()):
            if part["dense"]:
                yield from _pairs(part[0], part.start())
            elif word := folded(part[0][:LONGEST])[:LONGEST]:
                yield Token(word, part.start(), part.end())


def folded(word: str) -> str:
    """Without case, accents, vowel marks and other ways to write the same letter."""
    if word.isascii():
        return word.lower().translate(_JOINTS)
    parts = unicodedata.normalize("NFKD", word)
    bare = "".join(_digit(letter) for letter in parts if _is_written(letter))
    return unicodedata.normalize("NFC", bare.casefold().translate(_SAME).translate(_JOINTS))


def stemmed(word: str, language: str) -> str:
    """The stem of a folded word; itself in a language without a stemmer, and with a digit in it."""
    name = STEMMED.get(language.partition("-")[0])
    return _stem(word, name) if name and word.isalpha() else word


def terms(text: str, language: str) -> list[str]:
    """What stands in the index for ``text``: the stems of its words, in order."""
    return [stemmed(token.word, language) for token in tokens(text)]


def is_dense(word: str) -> bool:
    """Whether the word is of a script without spaces, and so a piece of a word."""
    return bool(_DENSE.match(word))


def _is_written(letter: str) -> bool:
    """Letters, digits and vowel signs; no accents, and nothing else that a letter may be taken apart into."""
    return not unicodedata.combining(letter) and (
        letter.isalnum() or unicodedata.category(letter).startswith("M")
    )


def _digit(letter: str) -> str:
    """The digits of every script are ours."""
    return str(unicodedata.digit(letter)) if letter.isdigit() else letter


def _pairs(run: str, start: int) -> Iterator[Token]:
    letters = unicodedata.normalize("NFKC", run)
    if len(letters) != len(run):  # half-width forms with their marks; where they stand matters less
        letters = run
    if len(letters) == 1:
        yield Token(letters.casefold(), start, start + 1)
    for place in range(len(letters) - 1):
        yield Token(letters[place : place + 2].casefold(), start + place, start + place + 2)


@lru_cache(maxsize=REMEMBERED)
def _stem(word: str, name: str) -> str:
    # What the stemmer leaves of very short words means nothing; accents it put back are folded again.
    stem = folded(_stemmer(name).stemWord(word))[:LONGEST]
    return stem if len(stem) > 1 else word


class _Stemmers(threading.local):
    """A stemmer keeps the word that it works on in itself: each thread has its own."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}


_stemmers = _Stemmers()


def _stemmer(name: str) -> Any:
    if name not in _stemmers.made:
        _stemmers.made[name] = Stemmer.Stemmer(name, 0)  # remembers nothing: we do
    return _stemmers.made[name]


# Letters that no decomposition makes equal: Latin ones with a stroke, Arabic ones written in two ways.
_SAME: Final = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th",
        "ى": "ي", "ة": "ه", "ـ": "", "ک": "ك", "ی": "ي", "ۀ": "ه",
    }
)  # fmt: skip

_JOINTS: Final = str.maketrans("", "", "-'’")

_DENSE_RANGES: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)


def _marks() -> str:
    """Vowel signs and accents of their own, which ``\\w`` leaves out, as ranges for a pattern."""
    ranges, first = [], None
    for code in range(0x300, 0x1CF0):
        is_mark = unicodedata.category(chr(code)) in ("Mn", "Mc")
        if is_mark and first is None:
            first = code
        elif not is_mark and first is not None:
            ranges.append(f"{chr(first)}-{chr(code - 1)}")
            first = None
    return "".join(ranges)


_LETTER: Final = rf"(?:[^\W_]|[{_marks()}])"
_WORD: Final = re.compile(
    r"(?P<number>(?<![\d.,])\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?!\d))"
    r"|(?:\b(?:[^\W\d_]|[Qq]u)['’](?=[^\W\d_]))?"  # French and Italian articles are no part of their word
    rf"(?P<word>(?:\b[^\W\d_]-(?=[^\W\d_]))?{_LETTER}+(?:['’]{_LETTER}+)*)"
)
_DENSE: Final = re.compile(f"[{_DENSE_RANGES}]+")
_PART: Final = re.compile(f"(?P<dense>[{_DENSE_RANGES}]+)|(?P<spaced>[^{_DENSE_RANGES}]+)")
