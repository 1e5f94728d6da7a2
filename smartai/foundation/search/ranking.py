"""How well a document answers a query: BM25F, the same on each database.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from smartai.foundation.search.backends.asked import Row
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
    """A word of the query with its worth: rare words say more. ``terms`` are its forms in the index."""

    word: Word
    terms: tuple[str, ...]
    worth: float
    prefix: str = ""


@dataclass(frozen=True)
class Hit:
    """``score`` is 1 for a rare word that stands once in the text, however many documents there are.

    ``coverage`` is the share of the query's worth that the document has words for, from 0 to 1.
    """

    key: int
    score: float
    coverage: float
    terms: frozenset[str]


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
    split = [(key, title.split(), body.split()) for key, title, body in rows]
    usual_title = _mean([len(title) for _, title, _ in split])
    usual_body = _mean([len(body) for _, _, body in split])
    whole = sum(one.worth for one in sought) or 1.0
    hits = []
    for key, title, body in split:
        if not all(_follow(phrase, [*title, "", *body]) for phrase in phrases):
            continue
        in_title, in_body = Counter(title), Counter(body)
        score = covered = 0.0
        met: set[str] = set()
        for one in sought:
            terms = _terms_met(one, in_title, in_body)
            count = TITLE_COUNTS * sum(in_title[term] for term in terms) / _longer(len(title), usual_title)
            count += sum(in_body[term] for term in terms) / _longer(len(body), usual_body)
            if count:
                score += one.worth * count * (SATURATION + 1) / (count + SATURATION)
                covered += one.worth
                met |= terms
        score *= PHRASE_COUNTS if phrases else 1.0
        hits.append(Hit(key, score / unit, covered / whole, frozenset(met)))
    return sorted(hits, key=lambda hit: (-hit.score, -hit.key))


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
