"""Which words several people share who asked for the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from smartai.lib.common_words import is_common
from smartai.lib.words import stemmed, tokens

PEOPLE: Final = 3
"""Who must have used a word: what fewer wrote may tell who they are."""
OFTENER: Final = 2.0
"""Times as usual as among all who asked for anything: "order" says nothing in a shop."""
SHORTEST: Final = 3
LONGEST: Final = 30
"""Letters: what is longer is a key, a number or a mistake."""
MOST: Final = 20


@dataclass(frozen=True)
class Asked:
    """What somebody wrote first. ``who`` is the same for all that one person wrote."""

    who: int
    text: str
    language: str


def shared_words(asked: Iterable[Asked], others: Iterable[Asked], known: Collection[str]) -> list[str]:
    """At most ``MOST`` folded words of ``asked``, those of most people first; the same order each time.

    Left out are words that say nothing, numbers, words whose stem is among ``known``, and those that are as
    usual in ``others``, who asked for other things. Of words with the same stem the most written one is told.
    """
    here, spelled = _people(asked)
    there, _ = _people(others)
    everybody_here, everybody_there = len(here.pop("", ())), len(there.pop("", ()))
    found = []
    for stem, people in here.items():
        share = len(people) / everybody_here
        usual = len(there.get(stem, ())) / everybody_there if everybody_there else 0.0
        if len(people) >= PEOPLE and stem not in known and share >= OFTENER * usual:
            word = min(spelled[stem].items(), key=lambda one: (-one[1], one[0]))[0]
            found.append((-len(people), word))
    return [word for _, word in sorted(found)[:MOST]]


def _people(asked: Iterable[Asked]) -> tuple[dict[str, set[int]], dict[str, Counter[str]]]:
    """Who used each stem, and how it was written; everybody is under the empty one."""
    people: dict[str, set[int]] = {"": set()}
    spelled: dict[str, Counter[str]] = {}
    for one in asked:
        people[""].add(one.who)
        for word in {token.word for token in tokens(one.text)}:
            if _tells(word, one.language):
                stem = stemmed(word, one.language)
                people.setdefault(stem, set()).add(one.who)
                spelled.setdefault(stem, Counter())[word] += 1
    return people, spelled


def _tells(word: str, language: str) -> bool:
    right = SHORTEST <= len(word) <= LONGEST or not word.isascii()
    return right and word.isalpha() and not is_common(word, language)
