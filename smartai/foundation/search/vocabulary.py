"""The terms of an index: how many documents hold each, and which are near to what was mistyped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Final, Self

from django.db import connection, transaction
from rapidfuzz.distance import OSA

from smartai.foundation.search.meaning import is_meaning
from smartai.foundation.search.models import Term
from smartai.foundation.search.query import is_half
from smartai.foundation.search.steps import Asks

MOST_NEAR: Final = 3
SHORT: Final = 4
"""Letters of a word that too many others are like: there "lost" would be "last"."""
MOST_ENDINGS: Final = 8
MOST_PAIRS: Final = 40
"""Pairs of letters that begin with a letter of a script that is indexed by pairs."""
START: Final = 3
LOOKED_AT: Final = 4_000
"""Terms that are compared with a mistyped word, at most."""
AT_ONCE: Final = 200


@dataclass(frozen=True)
class Known:
    """What ``Look`` tells: in about how many documents each term is, those in none are missing.

    ``beginnings`` has for each start the terms of the most frequent words that begin so, at most
    ``MOST_ENDINGS``: none for fewer than ``START`` letters, because too many words begin so to say which are
    meant. Of one letter of a script that is indexed by pairs they are pairs, at most ``MOST_PAIRS``.
    ``beside`` is what the other statement gave.
    """

    counted: Mapping[str, int] = field(default_factory=dict)
    beginnings: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)

    def beginning_with(self, start: str) -> Mapping[str, int]:
        return self.beginnings.get(start, {})


@dataclass(frozen=True)
class Look(Asks[Known]):
    """Terms and beginnings of words in one index. ``beside`` is SQL for texts and numbers asked with them."""

    index: str
    terms: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    beside: str = ""

    @classmethod
    def answered(cls, asked: Sequence[Self]) -> list[Known]:
        """One statement; none when nobody asks for anything."""
        arms: list[tuple[str, list[Any]]] = []
        for place, look in enumerate(asked):
            arms += look._arms(place)
        found: list[tuple[dict[str, int], dict[str, dict[str, int]], dict[str, int]]]
        found = [({}, {}, {}) for _ in asked]
        for place, what, text, number in _rows(arms):
            counted, beginnings, beside = found[place]
            if what == _COUNTED:
                counted[text] = int(number)
            elif what == _BESIDE:
                beside[text] = int(number or 0)
            else:
                beginnings.setdefault(asked[place].starts[what], {})[text] = int(number)
        return [Known(*one) for one in found]

    def _arms(self, place: int) -> Iterator[tuple[str, list[Any]]]:
        if self.terms:
            terms = ", ".join(["%s"] * len(self.terms))
            yield (
                f"SELECT {place} AS place, {_COUNTED} AS what, term AS text, SUM(documents) AS number "
                f'FROM {_TABLE} WHERE "index" = %s AND documents > 0 AND term IN ({terms}) GROUP BY term',
                [self.index, *self.terms],
            )
        for number, start in enumerate(self.starts):
            if is_half(start):
                yield (
                    f"SELECT {place}, {number}, term, documents FROM {_TABLE} "
                    f'WHERE "index" = %s AND head = %s AND documents > 0 '
                    f"ORDER BY documents DESC, word LIMIT {MOST_PAIRS}",
                    [self.index, _key(start, 2)],
                )
            elif len(start) >= START:
                yield (
                    f"SELECT {place}, {number}, term, documents FROM {_TABLE} "
                    f'WHERE "index" = %s AND start = %s AND SUBSTR(word, 1, %s) = %s AND documents > 0 '
                    f"ORDER BY documents DESC, word LIMIT {MOST_ENDINGS}",
                    [self.index, start[:START], len(start), start],
                )
        if self.beside:
            yield f"SELECT {place}, {_BESIDE}, asked.* FROM ({self.beside}) AS asked", []


_COUNTED: Final = -1
_BESIDE: Final = -2
_TABLE: Final = Term._meta.db_table

Spelled = Sequence[tuple[str, str, int]]
"""Words with their terms, and in how many documents they are."""
_Found = dict[str, list[tuple[str, str, int]]]
_Reads = Callable[[str, str], list[tuple[str, list[Any]]]]


@dataclass(frozen=True)
class Spell(Asks[Mapping[str, Spelled]]):
    """For each word those with about as many letters that begin or end as it does."""

    index: str
    words: tuple[str, ...]

    @classmethod
    def answered(cls, asked: Sequence[Self]) -> list[Mapping[str, Spelled]]:
        """One statement, and another for long words like which nothing is. None for what is meant so."""
        words = [
            (place, word)
            for place, spell in enumerate(asked)
            for word in spell.words
            if len(word) >= SHORT and word.isalpha()
        ]
        found = _spelled(asked, words, _with_an_end_of)
        farther = [
            (place, word)
            for place, word in words
            if _allowed(word) > 1 and not near(word, found[place].get(word, ()))
        ]
        for place, more in enumerate(_spelled(asked, farther, _with_the_head_of) if farther else ()):
            found[place] |= more
        return list(found)


def counted(index: str, terms: Iterable[str]) -> Mapping[str, int]:
    """In about how many documents each of the terms is; those that are in none are missing. One statement."""
    return Look.answered([Look(index, tuple(dict.fromkeys(terms)))])[0].counted


def missing(index: str, words: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the words, each with its term, that no document seems to have. One statement."""
    rows = Term.objects.filter(index=index, word__in={word for word, _ in words}, documents__gt=0)
    return set(words) - set(rows.values_list("word", "term"))


def near(word: str, spelled: Spelled) -> dict[str, int]:
    """Terms of words that ``word`` may have been meant for, the nearest ``MOST_NEAR``.

    One letter wrong, missing, too many, or two exchanged; two in long words; never the first and one of the
    last two at once. In words of ``SHORT`` letters only two may be exchanged; shorter ones, and those with
    digits in them, mean what they say.
    """
    found = _near_among(word, spelled, _allowed(word))
    nearest = sorted(found.items(), key=lambda one: one[1])[:MOST_NEAR]
    return {term: -documents for term, (_, documents) in nearest}


def _near_among(word: str, rows: Iterable[tuple[str, str, int]], allowed: int) -> dict[str, tuple[int, int]]:
    """Of each term how far its nearest word is, and in how many documents (negative: the most come first)."""
    found: dict[str, tuple[int, int]] = {}
    for written, term, documents in rows:
        distance = OSA.distance(word, written, score_cutoff=allowed)
        if len(word) == SHORT and sorted(word) != sorted(written):
            continue
        if distance <= allowed and not is_meaning(written):
            found[term] = min(found.get(term, (distance, 0)), (distance, -documents))
    return found


def spellings(word: str, spelled: Spelled) -> list[str]:
    """How the words are written that ``word`` may have been meant for, the nearest first."""
    return nearest(word, {written: documents for written, _, documents in spelled})


def nearest(word: str, counts: Mapping[str, int]) -> list[str]:
    """The words that are about as ``word``, at most ``MOST_NEAR``, the nearest and most frequent first."""
    if len(word) < 4 or not word.isalpha() or word in counts:
        return []
    allowed = _allowed(word)
    found = [
        (distance, -count, written)
        for written, count in counts.items()
        if (distance := OSA.distance(word, written, score_cutoff=allowed)) <= allowed
    ]
    return [written for _, _, written in sorted(found)[:MOST_NEAR]]


def _allowed(word: str) -> int:
    return 1 if len(word) < 8 else 2


def _spelled(asked: Sequence[Spell], words: Iterable[tuple[int, str]], reads: _Reads) -> list[_Found]:
    """What is read for each of the words, which are named with their place in ``asked``."""
    named = list(words)
    arms = [
        (f"SELECT {at}, word, term, documents FROM ({sql}) AS read{at}_{number}", values)
        for at, (place, word) in enumerate(named)
        for number, (sql, values) in enumerate(reads(asked[place].index, word))
    ]
    found: list[_Found] = [{} for _ in asked]
    for at, written, term, documents in _rows(arms):
        place, word = named[at]
        found[place].setdefault(word, []).append((written, term, documents))
    return found


def _with_an_end_of(index: str, word: str) -> list[tuple[str, list[Any]]]:
    """Words with about as many letters that begin, or end, as ``word`` does.

    One mistake leaves one of the two ends as it is: the first three letters, or the last two. It spoils both
    only by exchanging letters in the middle of a short word, so the beginning is looked for exchanged too.
    Two reads: with "or" between them, SQLite would look at every word there is.
    """
    starts = sorted({word[:START], word[:2] + word[3:4], word[:1] + word[2:3] + word[1:2]})
    tails = [_key(word[-2:], length) for length in _lengths(word)]
    return [_read(index, "start", starts), _read(index, "tail", tails)]


def _with_the_head_of(index: str, word: str) -> list[tuple[str, list[Any]]]:
    """Words with about as many letters and the same first one: two mistakes may spoil both ends."""
    return [_read(index, "head", [_key(word[0], length) for length in _lengths(word)])]


def _lengths(word: str) -> range:
    return range(len(word) - _allowed(word), len(word) + _allowed(word) + 1)


def _read(index: str, column: str, keys: Sequence[str]) -> tuple[str, list[Any]]:
    any_of = ", ".join(["%s"] * len(keys))
    return (
        f"SELECT word, term, documents FROM {_TABLE} "
        f'WHERE "index" = %s AND documents > 0 AND {column} IN ({any_of}) '
        f"ORDER BY documents DESC LIMIT {LOOKED_AT}",
        [index, *keys],
    )


def _rows(arms: Sequence[tuple[str, list[Any]]]) -> list[tuple[Any, ...]]:
    """Of all the statements at once."""
    if not arms:
        return []
    statement = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS arm{at}" for at, (sql, _) in enumerate(arms))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in arms for value in values])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def count_changes(index: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Keeps the counts when a document's words change; both map each word as written to its term.

    In the caller's transaction. Rows are written in order, so that two writers never wait for each other.
    """
    change = Counter(after.items())
    change.subtract(before.items())
    count_words(index, change)


def count_words(index: str, change: Mapping[tuple[str, str], int]) -> None:
    """Adds to the counts of many documents at once: words as written and their terms, and by how much."""
    rows = sorted((word, term, count) for (word, term), count in change.items() if count)
    table = Term._meta.db_table
    row = "(%s, %s, %s, %s, %s, %s, %s)"
    for first in range(0, len(rows), AT_ONCE):
        part = rows[first : first + AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO {table} ("index", word, term, documents, start, head, tail) '
                f"VALUES {', '.join([row] * len(part))} "
                f'ON CONFLICT ("index", word, term) '
                f"DO UPDATE SET documents = {table}.documents + excluded.documents",
                [value for one in part for value in (index, *one, *_keys(one[0]))],
            )


def forget_words(index: str, change: Mapping[tuple[str, str], int]) -> None:
    """Takes the counts of documents that go; a word that nothing else has leaves no trace."""
    count_words(index, {word: -count for word, count in change.items()})
    gone = sorted({word for word, _ in change})
    for first in range(0, len(gone), AT_ONCE):
        rows = Term.objects.filter(index=index, word__in=gone[first : first + AT_ONCE])
        rows.filter(documents__lte=0).delete()


def forget(index: str) -> None:
    Term.objects.filter(index=index).delete()


@transaction.atomic
def replace(index: str, made_anew: str) -> None:
    """What was counted under the name ``made_anew`` takes the place of the index's own words."""
    forget(index)
    Term.objects.filter(index=made_anew).update(index=index)


def _keys(word: str) -> tuple[str, str, str]:
    return word[:START], _key(word[0], len(word)), _key(word[-2:], len(word))


def _key(letters: str, length: int) -> str:
    return f"{letters}{min(length, 99)}"
