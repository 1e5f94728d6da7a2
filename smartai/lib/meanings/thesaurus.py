"""The lists as they are looked up: read at the first use in a process, some 45,000 phrases."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from smartai.lib.words import stemmed, tokens

FOLDER: Final = Path(__file__).parent
LANGUAGES: Final = ("en", "de", "ar")
HINTED: Final = 0.25
"""What a word counts that only hints at a meaning."""
PHRASE: Final = 1.3
"""What several words count that say a meaning together: they are seldom said by chance."""
APART: Final = {
    "en": {
        word + ending: word
        for word in (
            "accountant", "accounting", "activity", "conversion", "customer", "department", "important",
            "international", "mobility", "organisation", "organization", "rating", "training",
        )
        for ending in ("", "s", "ly")
    } | {"activities": "activity", "customs": "customs", "goods": "goods"},
}  # fmt: skip
"""Words that the stemmer would take for others: "account", "activate", "conversation", "custom", "import"."""


def _checksum() -> int:
    texts = b"".join((FOLDER / f"{language}.txt").read_bytes() for language in LANGUAGES)
    return zlib.crc32(texts) % 32_000


EDITION: Final = _checksum()
"""Another number when a list changes: what was indexed by the former ones is then indexed anew."""


class Entry(NamedTuple):
    """The stems of a phrase after its first two, the meaning, and how surely it is said: 0 to ``PHRASE``."""

    rest: tuple[str, ...]
    meaning: str
    weight: float


def stem_of(word: str, language: str) -> str:
    """The stem of a folded word as the lists have it."""
    return APART.get(language, {}).get(word) or stemmed(word, language)


def entries(stem: str, language: str) -> tuple[Entry, ...]:
    """What the single word says; nothing in a language without a list."""
    return _read(_lists(language).get(stem, ""), 1.0)


def phrases(first: str, second: str, language: str) -> tuple[Entry, ...]:
    """The phrases that begin with the two stems. However long the list is, few do."""
    return _read(_lists(language).get(f"{first} {second}", ""), PHRASE)


def single_words(meaning: str, language: str) -> list[str]:
    """The stems that say the meaning alone, as texts are searched for them."""
    return _by_meaning(language).get(meaning, "").split()


def everyday_phrases(language: str) -> list[str]:
    """All that the list of the language knows, as it is written there."""
    return [phrase for _, *parts in _lines(language) for part in parts for phrase in part]


@lru_cache(maxsize=len(LANGUAGES))
def _by_meaning(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for stem in _lists(language):
        searched = stemmed(stem, language) if stem in APART.get(language, {}) else stem
        for one in () if " " in stem else entries(stem, language):
            if one.weight >= 1:
                found[one.meaning] = f"{found.get(one.meaning, '')} {searched}"
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _lists(language: str) -> dict[str, str]:
    """Entries by their stem or first two, one a line: as objects they would need three times the memory."""
    found: dict[str, str] = {}
    for name, said, hinted in _lines(language):
        seen = set()
        for several, mark in ((said, "="), (hinted, "~")):
            for phrase in several:
                stems = tuple(stem_of(token.word, language) for token in tokens(phrase))
                if stems and stems not in seen:  # what says a meaning need not hint at it too
                    seen.add(stems)
                    begin = " ".join(stems[:2])
                    found[begin] = f"{found.get(begin, '')}{' '.join((mark + name, *stems[2:]))}\n"
    return found


def _lines(language: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each line's name, the phrases that say it, and those that hint at it."""
    if language not in LANGUAGES:
        return
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        name, colon, phrases = line.partition(":")
        if colon and not line.startswith("#"):
            said, _, hinted = phrases.partition("~")
            yield name.replace("-", ""), _split(said), _split(hinted)


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split(",") if phrase.strip()]


@lru_cache(maxsize=1_024)
def _read(lines: str, surely: float) -> tuple[Entry, ...]:
    return tuple(_entry(line, surely) for line in lines.split("\n") if line)


def _entry(line: str, surely: float) -> Entry:
    said, *rest = line.split(" ")
    return Entry(tuple(rest), said[1:], surely * (1.0 if said[0] == "=" else HINTED))
