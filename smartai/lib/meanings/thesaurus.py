"""The lists as they are looked up: some 45,000 phrases, in a file that all processes share."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from marisa_trie import BytesTrie

from smartai.lib import words
from smartai.lib.words import stemmed, tokens

FOLDER: Final = Path(__file__).parent
LANGUAGES: Final = ("en", "de", "ar")
HINTED: Final = 0.25
"""What a word counts that only hints at a meaning."""
SAID_BY: Final = "="
"""What the name of a meaning is looked up with: no stem begins so."""
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


LISTS: Final = zlib.crc32(b"".join((FOLDER / f"{language}.txt").read_bytes() for language in LANGUAGES))
EDITION: Final = LISTS % 32_000
"""Another number when a list changes: what was indexed by the former ones is then indexed anew."""
READ_BY: Final = zlib.crc32(b"".join(Path(it).read_bytes() for it in (__file__, words.__file__)), LISTS)
"""Another number also when lists are read otherwise: what was compiled before is then not looked at."""


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
    return _read(_looked_up(stem, language), 1.0)


def phrases(first: str, second: str, language: str) -> tuple[Entry, ...]:
    """The phrases that begin with the two stems. However long the list is, few do."""
    return _read(_looked_up(f"{first} {second}", language), PHRASE)


def single_words(meaning: str, language: str) -> list[str]:
    """The stems that say the meaning alone, as texts are searched for them."""
    return _looked_up(f"{SAID_BY}{meaning}", language).split()


def everyday_phrases(language: str) -> list[str]:
    """All that the list of the language knows, as it is written there."""
    return [phrase for _, *parts in _lines(language) for part in parts for phrase in part]


def compile_lists(folder: Path = FOLDER) -> list[Path]:
    """Writes the files that are looked up and removes those of other editions; whoever reads one keeps it."""
    written = []
    for language in LANGUAGES:
        place = folder / _compiled(language)
        begun = place.with_suffix(".trie-begun")
        BytesTrie(_pairs(language)).save(str(begun))
        written.append(begun.replace(place))
    for former in {*folder.glob("*.trie"), *folder.glob("*.trie-begun")}.difference(written):
        former.unlink()
    return written


def _looked_up(key: str, language: str) -> str:
    if language not in LANGUAGES:
        return ""
    found = _trie(language).get(key)
    return found[0].decode() if found else ""


@lru_cache(maxsize=len(LANGUAGES))
def _trie(language: str) -> BytesTrie:
    """Of the compiled file only what was looked up is in memory, once for all processes. Where nobody has
    compiled these lists, it takes a second and ten megabytes of each process.
    """
    place = FOLDER / _compiled(language)
    return BytesTrie().mmap(str(place)) if place.exists() else BytesTrie(_pairs(language))


def _compiled(language: str) -> str:
    return f"{language}-{READ_BY:08x}.trie"


def _pairs(language: str) -> Iterator[tuple[str, bytes]]:
    """Entries by their stem or first two, one a line, and the stems that say a meaning by its name."""
    found = _by_beginning(language)
    said_by: dict[str, str] = {}
    for stem, lines in found.items():
        searched = stemmed(stem, language) if stem in APART.get(language, {}) else stem
        for one in () if " " in stem else _read(lines, 1.0):
            if one.weight >= 1:
                said_by[one.meaning] = f"{said_by.get(one.meaning, '')} {searched}"
    for key, text in found.items():
        yield key, text.encode()
    for meaning, stems in said_by.items():
        yield f"{SAID_BY}{meaning}", stems.encode()


def _by_beginning(language: str) -> dict[str, str]:
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
