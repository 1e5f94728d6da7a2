"""What somebody typed, as a wish to the corpus of tickets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from django.conf import settings

from smartai.core.tickets.search.filing import CORPUS, NAME
from smartai.core.tickets.search.words_of import is_counted
from smartai.foundation.search import vocabulary
from smartai.foundation.search.corpus import NEWEST, Clause, Part, Wish
from smartai.foundation.search.corpus.addresses import MARK, addresses_in, sought_address
from smartai.foundation.search.corpus.parts import EVERYWHERE
from smartai.foundation.search.query import QUOTED, Word, is_half, understood
from smartai.foundation.search.steps import Steps, ask
from smartai.foundation.search.vocabulary import Known, Look
from smartai.lib.words import stemmed, tokens

MOST_WORDS: Final = 12
"""Of more words those that say most: the others would find nothing more."""
MOST_IN_A_PHRASE: Final = 12
PUBLIC: Final = (Part.TITLE, Part.BODY)
"""What customers may find by: never a note, and of who asked only what stands in letters."""
NUMBER: Final = re.compile(r"#?(\d{1,15})", re.ASCII)


@dataclass(frozen=True)
class Understood:
    """``terms`` are what to mark in what was found, ``unknown`` words that no ticket seems to have.

    ``newest`` is the newest ticket that is filed, when anybody asked.
    """

    wish: Wish
    terms: frozenset[str]
    unknown: tuple[str, ...] = ()
    newest: int | None = None

    @property
    def needles(self) -> list[str]:
        """Beginnings of the words, by which a letter with them can be told in the database."""
        shortest = [min(clause.terms, key=len) for clause in self.wish.every if clause.terms]
        of_phrases = [word for clause in self.wish.every for phrase in clause.phrases[:1] for word in phrase]
        return [one for one in dict.fromkeys([*shortest, *of_phrases]) if not one.startswith(MARK)][
            :MOST_WORDS
        ]


def wish_of(words: str, without: Sequence[str] = ()) -> Steps[Understood | None]:
    """What somebody of the team asks for; None when there are no words. At most one statement.

    The last word may be unfinished, unless something that ends a word follows it; so may each single letter
    of a script that is filed by pairs.
    """
    clauses, chosen = _heard(words)
    if not clauses and not chosen:
        return None
    terms = dict.fromkeys(term for word in chosen for term in word.terms)
    starts = tuple(word.word for word in chosen if word.open_ended)
    known = yield from ask(Look(NAME, tuple(terms), starts, CORPUS.newest))
    clauses += [_clause(word, known) for word in chosen]
    unknown = tuple(
        word.word
        for word in chosen
        if is_counted(word.word)
        and not known.counted.keys() & {*word.terms}
        and not (word.open_ended and known.beginning_with(word.word))
    )
    found = _understood(clauses, without, EVERYWHERE, unknown)
    return replace(found, newest=known.beside.get(NEWEST)) if found else None


def public_wish_of(words: str) -> Understood | None:
    """What a customer asks for, in titles and letters. No statement: the vocabulary has words of others."""
    clauses, chosen = _heard(words)
    for word in chosen:
        says_enough = len(word.word) >= vocabulary.START or is_half(word.word)
        beginning = word.word if word.open_ended and says_enough else ""
        clauses.append(Clause(word.terms, beginning=beginning))
    return _understood(clauses, (), PUBLIC, ())


def excluded(without: Sequence[str]) -> Wish | None:
    """A wish that finds what has one of the words that must not be there; None without any."""
    clauses = [clause for one in without if (clause := _phrase(one))]
    if not clauses:
        return None
    terms = tuple(term for clause in clauses for term in clause.terms)
    phrases = tuple(phrase for clause in clauses for phrase in clause.phrases)
    return Wish((Clause(terms, phrases),))


def languages() -> list[str]:
    """What tickets are written in, as far as anybody says."""
    return [code for code, _ in settings.LANGUAGES]


def _heard(words: str) -> tuple[list[Clause], list[Word]]:
    """The addresses and phrases of a text, and its other words."""
    addresses, rest = addresses_in(words)
    phrases = ["".join(found.groups(default="")) for found in QUOTED.finditer(rest)]
    query = understood(QUOTED.sub(" ", rest), languages(), typing=bool(rest) and not addresses)
    clauses = [_address(one) for one in addresses]
    clauses += [clause for one in phrases if (clause := _phrase(one))]
    return clauses, _worthy(query.words)


def _understood(
    clauses: Sequence[Clause], without: Sequence[str], parts: tuple[Part, ...], unknown: tuple[str, ...]
) -> Understood | None:
    if not clauses:
        return None
    not_there = [clause for one in without if (clause := _phrase(one))]
    ways = [(*clause.terms, *chain.from_iterable(clause.phrases)) for clause in clauses]
    wish = Wish(tuple(clauses), tuple(not_there), parts)
    return Understood(wish, frozenset(chain.from_iterable(ways)), unknown)


def _worthy(words: Iterable[Word]) -> list[Word]:
    """Without those that say nothing, unless there are no others."""
    all_words = list(words)
    saying = [word for word in all_words if not word.common] or all_words
    return (
        saying if len(saying) <= MOST_WORDS else sorted(saying, key=lambda word: -len(word.word))[:MOST_WORDS]
    )


def _clause(word: Word, known: Known) -> Clause:
    found = {term: known.counted[term] for term in word.terms if term in known.counted}
    if word.open_ended:
        found |= known.beginning_with(word.word)
    documents = sum(found.values()) if found or is_counted(word.word) else None
    return Clause(tuple(dict.fromkeys([*word.terms, *found])), documents=documents)


def _phrase(text: str) -> Clause | None:
    words = [token.word for token in islice(tokens(text), MOST_IN_A_PHRASE)]
    ways = dict.fromkeys(tuple(stemmed(word, one) for word in words) for one in ("", *languages()))
    if not words:
        return None
    return Clause(terms=tuple(way[0] for way in ways)) if len(words) == 1 else Clause(phrases=tuple(ways))


def _address(text: str) -> Clause:
    """Of who asked exactly so, and in letters the words of it in a row."""
    phrase = _phrase(text) or Clause()
    return Clause((sought_address(text), *phrase.terms), phrase.phrases)
