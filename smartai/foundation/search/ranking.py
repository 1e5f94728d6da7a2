"""How well a document answers a query: BM25F, the same on each database.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from smartai.foundation.search.backends.asked import Row
from smartai.foundation.search.meaning import apart, names_of
from smartai.foundation.search.query import Word

TITLE_COUNTS: Final = 5.0
SATURATION: Final = 1.2
LENGTH_COUNTS: Final = 0.6
MISTYPED: Final = 0.7
"""What a word is worth that was found only under another spelling."""
UNFINISHED: Final = 0.8
UNKNOWN: Final = 0.35
"""What a word is worth that no document has: a little, because it says that something else is meant."""
COMMON: Final = 0.1
"""What a word is worth that says nothing (see ``lib.common_words``)."""
LEAST_WORTH: Final = 0.2
PHRASE_COUNTS: Final = 1.5


@dataclass(frozen=True)
class Sought:
    """A word of the query with its worth: rare words say more. ``terms`` are its forms in the index.

    ``meant`` is not a word, but what words of the query mean. ``rarity`` is its worth in any query;
    ``documents`` is about how many have one of its forms.
    """

    word: Word
    terms: tuple[str, ...]
    worth: float
    prefix: str = ""
    meant: bool = False
    rarity: float = 0.0
    documents: int = 0


@dataclass(frozen=True)
class Hit:
    """``words`` is 1 for a rare word that stands once in the text, however many documents there are.

    ``coverage`` is the share of the query's worth that the document has words for, from 0 to 1; ``terms`` are
    those that were met. ``meaning``, ``meaning_coverage`` and ``meanings`` are the same for what words mean.
    """

    key: int
    words: float
    coverage: float
    terms: frozenset[str]
    meaning: float = 0.0
    meaning_coverage: float = 0.0
    meanings: frozenset[str] = frozenset()
    near: float = 0.0

    @property
    def fit(self) -> float:
        """Words find the exact thing: a name, a code, our own term; meanings the same said otherwise."""
        return self.words + self.meaning

    @property
    def score(self) -> float:
        """``near`` is what vectors add, when there are any; below 0 for what is further than the others."""
        return self.fit + self.near


def worth_of(documents: int, all_documents: int) -> float:
    """Inverse document frequency: what every document has is still worth a little."""
    return max(math.log(1 + (all_documents - documents + 0.5) / (documents + 0.5)), LEAST_WORTH)


def ranked(
    rows: Sequence[Row],
    sought: Sequence[Sought],
    phrases: Sequence[tuple[Word, ...]],
    unit: float,
) -> list[Hit]:
    """The documents in order, the best first; those without one of the phrases are left out.

    ``unit`` is the worth of a word that one document has.
    """
    parts = [(key, *apart(title), *apart(body)) for key, title, body in rows]
    kept = [
        (key, title, title_means, body, body_means)
        for key, title, title_means, body, body_means in parts
        if all(_follow(phrase, [*title, "", *body]) for phrase in phrases)
    ]
    by_words = _scores(
        [(title, body) for _, title, _, body, _ in kept], [one for one in sought if not one.meant]
    )
    by_meaning = _scores(
        [(title, body) for _, _, title, _, body in kept], [one for one in sought if one.meant]
    )
    boost = (PHRASE_COUNTS if phrases else 1.0) / unit
    hits = [
        Hit(
            key=part[0],
            words=words.score * boost,
            coverage=words.coverage,
            terms=words.met,
            meaning=means.score * boost,
            meaning_coverage=means.coverage,
            meanings=names_of(means.met),
        )
        for part, words, means in zip(kept, by_words, by_meaning, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.key))


class _Score(NamedTuple):
    score: float
    coverage: float
    met: frozenset[str]


def _scores(documents: Sequence[tuple[list[str], list[str]]], sought: Sequence[Sought]) -> list[_Score]:
    """BM25F over title and body of each, beside the usual length of all of them."""
    usual_title = _mean([len(title) for title, _ in documents])
    usual_body = _mean([len(body) for _, body in documents])
    whole = sum(one.worth for one in sought) or 1.0
    wanted = {term for one in sought for term in one.terms}
    prefixes = tuple(one.prefix for one in sought if one.prefix)
    scores = []
    for title, body in documents:
        in_title, in_body = _counted(title, wanted, prefixes), _counted(body, wanted, prefixes)
        longer_title, longer_body = _longer(len(title), usual_title), _longer(len(body), usual_body)
        score = covered = 0.0
        met: set[str] = set()
        for one in sought:
            terms = _terms_met(one, in_title, in_body)
            if terms:
                count = TITLE_COUNTS * sum(in_title[term] for term in terms) / longer_title
                count += sum(in_body[term] for term in terms) / longer_body
                score += one.worth * count * (SATURATION + 1) / (count + SATURATION)
                covered += one.worth
                met |= terms
        scores.append(_Score(score, covered / whole, frozenset(met)))
    return scores


def _counted(terms: list[str], wanted: Collection[str], prefixes: tuple[str, ...]) -> Counter[str]:
    """How often each term stands there that is asked for: a few of some hundred."""
    if prefixes and any(f" {prefix}" in f" {' '.join(terms)}" for prefix in prefixes):
        return Counter([term for term in terms if term in wanted or term.startswith(prefixes)])
    return Counter([term for term in terms if term in wanted])


def _terms_met(one: Sought, in_title: Counter[str], in_body: Counter[str]) -> set[str]:
    met = {term for term in one.terms if term in in_title or term in in_body}
    if one.prefix:
        met |= {term for term in (*in_title, *in_body) if term.startswith(one.prefix)}
    return met


def _longer(length: int, usual: float) -> float:
    return 1 - LENGTH_COUNTS + LENGTH_COUNTS * length / usual


def _mean(lengths: Sequence[int]) -> float:
    return max(sum(lengths) / len(lengths), 1.0) if lengths else 1.0


def _follow(phrase: Sequence[Word], terms: Sequence[str]) -> bool:
    """Whether the words of the phrase stand one after the other."""
    first, *rest = phrase
    for place, term in enumerate(terms):
        if term in first.terms and len(terms) - place > len(rest):
            following = terms[place + 1 : place + 1 + len(rest)]
            if all(one in word.terms for one, word in zip(following, rest, strict=True)):
                return True
    return False
