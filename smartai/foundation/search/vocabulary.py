"""The terms of an index: how many documents hold each, and which are near to what was mistyped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from django.db import connection
from django.db.models import Q, Sum
from rapidfuzz.distance import OSA

from smartai.foundation.search.models import Term

MOST_NEAR: Final = 3
MOST_ENDINGS: Final = 8
START: Final = 3
LOOKED_AT: Final = 4_000
"""Terms that are compared with a mistyped word, at most."""
AT_ONCE: Final = 200


def counted(index: str, terms: Iterable[str]) -> dict[str, int]:
    """In about how many documents each of the terms is; those that are in none are missing. One statement."""
    rows = Term.objects.filter(index=index, term__in=list(terms), documents__gt=0)
    return dict(rows.values_list("term").annotate(found=Sum("documents")))


def beginning_with(index: str, start: str) -> dict[str, int]:
    """Terms of the most frequent words that begin so, at most ``MOST_ENDINGS``. One statement.

    None for fewer than ``START`` letters: too many words begin so to say which are meant.
    """
    if len(start) < START:
        return {}
    rows = Term.objects.filter(index=index, start=start[:START], word__startswith=start, documents__gt=0)
    return dict(rows.order_by("-documents", "word").values_list("term", "documents")[:MOST_ENDINGS])


def near(index: str, word: str) -> dict[str, int]:
    """Terms of words that ``word`` may have been meant for, the nearest ``MOST_NEAR``. One statement.

    One letter wrong, missing, too many, or two exchanged; two in long words; never the first and one of the
    last two at once. Words of fewer than four letters, and with digits in them, mean what they say.
    """
    if len(word) < 4 or not word.isalpha():
        return {}
    allowed = 1 if len(word) < 8 else 2
    lengths = range(len(word) - allowed, len(word) + allowed + 1)
    heads, tails = ([_key(part, length) for length in lengths] for part in (word[0], word[-2:]))
    rows = (
        Term.objects.filter(Q(head__in=heads) | Q(tail__in=tails), index=index, documents__gt=0)
        .order_by("-documents")
        .values_list("word", "term", "documents")[:LOOKED_AT]
    )
    found: dict[str, tuple[int, int]] = {}
    for written, term, documents in rows:
        distance = OSA.distance(word, written, score_cutoff=allowed)
        if distance <= allowed:
            found[term] = min(found.get(term, (distance, 0)), (distance, -documents))
    nearest = sorted(found.items(), key=lambda one: one[1])[:MOST_NEAR]
    return {term: -documents for term, (_, documents) in nearest}


def count_changes(index: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Keeps the counts when a document's words change; both map each word as written to its term.

    In the caller's transaction. Rows are written in order, so that two writers never wait for each other.
    """
    change = Counter(after.items())
    change.subtract(before.items())
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


def forget(index: str) -> None:
    Term.objects.filter(index=index).delete()


def _keys(word: str) -> tuple[str, str, str]:
    return word[:START], _key(word[0], len(word)), _key(word[-2:], len(word))


def _key(letters: str, length: int) -> str:
    return f"{letters}{min(length, 99)}"
