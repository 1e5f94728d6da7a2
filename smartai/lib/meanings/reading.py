from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from smartai.lib.common_words import is_common
from smartai.lib.meanings.thesaurus import LANGUAGES, Entry, entries, phrases, single_words, stem_of
from smartai.lib.words import tokens

COMPOUNDING: Final = {"de"}
SHORTEST_COMPOUND: Final = 9
SHORTEST_PART: Final = 4
JOINTS: Final = ("", "s", "n", "en", "es")
"""What German puts between the parts of a compound."""
MOST_WORDS: Final = 20_000
BETWEEN: Final = 1
"""Words without a meaning of their own that may stand between two of a phrase: "change *my* card"."""


def meanings(text: str, languages: Iterable[str]) -> list[tuple[str, float]]:
    """The meanings that ``text`` says, in order and as often as it does, each with how surely.

    ``languages`` are those that it may be written in. About 10 µs a word.
    """
    words = [token.word for _, token in zip(range(MOST_WORDS), tokens(text), strict=False)]
    said: list[tuple[str, float]] = []
    for language in dict.fromkeys(one.partition("-")[0] for one in languages):
        if language not in LANGUAGES:
            continue
        stems = [stem_of(word, language) for word in words]
        idle = [is_common(word, language) for word in words]
        for place in range(len(stems)):
            said += [(entry.meaning, entry.weight) for entry in _begun(place, stems, idle, language)]
        if language in COMPOUNDING:
            said += [
                one for word, stem in zip(words, stems, strict=True) for one in _parts(word, stem, language)
            ]
    return said


def words_for(names: Collection[str], language: str) -> frozenset[str]:
    """The stems of single words that say one of the meanings: what of a text shows why it fits."""
    language = language.partition("-")[0]
    return frozenset(stem for name in names for stem in single_words(name, language))


def surest(said: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Each meaning once, as surely as it was said where it was said best."""
    best: dict[str, float] = {}
    for meaning, weight in said:
        best[meaning] = max(best.get(meaning, 0.0), weight)
    return best


@lru_cache(maxsize=4_096)
def _parts(word: str, stem: str, language: str) -> tuple[tuple[str, float], ...]:
    """What the two parts of a compound say that no list has: "Bestandsänderung". Both must be known."""
    if len(word) < SHORTEST_COMPOUND or _alone(stem, language):
        return ()
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        last = _alone(stem_of(word[cut:], language), language)
        first = last and next(filter(None, (_first(word[:cut], joint, language) for joint in JOINTS)), ())
        if first:
            return (*first, *last)
    return ()


def _first(part: str, joint: str, language: str) -> tuple[tuple[str, float], ...]:
    bare = part.removesuffix(joint)
    if not part.endswith(joint) or len(bare) < SHORTEST_PART:
        return ()
    return _alone(stem_of(bare, language), language)


def _alone(stem: str, language: str) -> tuple[tuple[str, float], ...]:
    """What the word says by itself, without what it only hints at."""
    found = entries(stem, language)
    return tuple((one.meaning, one.weight) for one in found if one.weight >= 1)


def _begun(place: int, stems: Sequence[str], idle: Sequence[bool], language: str) -> Iterator[Entry]:
    """What the word at ``place`` says, alone and with those that follow."""
    if not idle[place]:
        yield from entries(stems[place], language)
    after = place + 1
    while after < len(stems):
        for entry in phrases(stems[place], stems[after], language):
            if _goes_on(entry.rest, after + 1, stems, idle):
                yield entry
        if after - place > BETWEEN or not idle[after] or stems[after] in stems[after + 1 : after + 2]:
            break
        after += 1


def _goes_on(rest: Sequence[str], place: int, stems: Sequence[str], idle: Sequence[bool]) -> bool:
    """Whether the further stems of a phrase follow at ``place``."""
    for stem in rest:
        last = place + BETWEEN
        while place < last and place < len(stems) and idle[place] and stems[place] != stem:
            place += 1
        if place >= len(stems) or stems[place] != stem:
            return False
        place += 1
    return True
