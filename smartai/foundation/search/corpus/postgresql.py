"""A corpus on PostgreSQL: one ``tsvector`` a text, whose weights say in which part a word stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from smartai.foundation.search.corpus.asked import Asked
from smartai.foundation.search.corpus.parts import EVERYWHERE, Clause, Paper, Part

BLOCK: Final = 16_384
"""Keys of one block. Each text holds its block as a word of its own: with it, the index skips all others."""
LAST_PLACE: Final = 16_383
MOST_PLACES: Final = 200
WEIGHTS: Final = {Part.TITLE: "A", Part.NAMES: "C", Part.BODY: "B", Part.INNER: "D"}
COUNTS: Final = "{0.3, 0.8, 0.4, 1.0}"
"""What a word counts in each part, from D to A: inner, body, names, title."""
OLD_COUNTS: Final = 0.75
"""What a match counts in the oldest text beside the same one in the newest."""


def write(cursor: Any, table: str, key: str, papers: Sequence[Paper], form: int) -> None:
    rows = ", ".join(["(%s, %s, false, %s, %s::tsvector)"] * len(papers))
    cursor.execute(
        f"INSERT INTO {table} ({key}, upto, stale, form, words) VALUES {rows} "
        f"ON CONFLICT ({key}) DO UPDATE "
        "SET upto = excluded.upto, stale = false, form = excluded.form, words = excluded.words",
        [value for one in papers for value in (one.key, one.upto, form, _vector(one))],
    )


def statement(asked: Asked, since: int | None, newest: int | None) -> tuple[str, list[Any]]:
    """The best of those from the block of the key ``since`` on, of all without one: key, score, what is told
    of it."""
    allowed, parameters = asked.may_be_found
    told, told_of = asked.with_told
    query = _query(asked)
    if since is not None and newest is not None:
        blocks = range(since // BLOCK, newest // BLOCK + 1)
        query = f"({query}) & ({' | '.join(_quoted(_block(one)) for one in blocks)})"
    return (
        f"""
        SELECT filed.found, filed.score, {told}::text, NULL::bigint FROM (
            SELECT filed.found, filed.score FROM (
                SELECT filed.{asked.key} AS found,
                    ts_rank(%s::float4[], filed.words, %s::tsquery, 1)
                    * (%s + (1 - %s) * filed.{asked.key}
                        / (SELECT GREATEST(MAX({asked.key}), 1) FROM {asked.table})) AS score
                FROM {asked.table} AS filed WHERE filed.words @@ %s::tsquery
            ) AS filed WHERE true{allowed}
            ORDER BY filed.score DESC, filed.found DESC LIMIT %s
        ) AS filed
        """,
        [*told_of, COUNTS, _ranking(asked), OLD_COUNTS, OLD_COUNTS, query, *parameters, asked.most],
    )


def find_within(cursor: Any, asked: Asked, keys: Sequence[int]) -> list[tuple[int, float]]:
    """The best of these texts, which are read one by one: ``IS TRUE`` keeps the index out of it."""
    cursor.execute(
        f"""
        SELECT filed.{asked.key}, ts_rank(%s::float4[], filed.words, %s::tsquery, 1) AS score
        FROM {asked.table} AS filed WHERE filed.{asked.key} = ANY(%s) AND (filed.words @@ %s::tsquery) IS TRUE
        ORDER BY score DESC, filed.{asked.key} DESC LIMIT %s
        """,
        [COUNTS, _ranking(asked), list(keys), _query(asked), asked.most],
    )
    rows: list[tuple[int, float]] = cursor.fetchall()
    return rows


def first_of_block(key: int) -> int:
    return key // BLOCK * BLOCK


def _vector(paper: Paper) -> str:
    """The text form of a ``tsvector``; words at places beyond the last one stand at that."""
    places: dict[str, list[str]] = {_block(paper.key // BLOCK): ["1"]}
    place = 0
    for part, weight in WEIGHTS.items():
        for term in paper.terms.get(part, ()):
            place = min(place + 1, LAST_PLACE)
            stands = places.setdefault(term, [])
            if len(stands) < MOST_PLACES:
                stands.append(f"{place}{weight}")
    return " ".join(f"{_quoted(term)}:{','.join(stands)}" for term, stands in places.items())


def _query(asked: Asked) -> str:
    weights = "" if asked.wish.parts == EVERYWHERE else "".join(WEIGHTS[part] for part in asked.wish.parts)
    every = [_any_of(clause, weights) for clause in asked.wish.every]
    return " & ".join([*every, *(f"!{_any_of(clause, weights)}" for clause in asked.wish.without)])


def _ranking(asked: Asked) -> str:
    """Without what must not occur, which no text could be ranked by."""
    return " | ".join(_any_of(clause, "") for clause in asked.wish.every) or "''"


def _any_of(clause: Clause, weights: str) -> str:
    suffix = f":{weights}" if weights else ""
    ways = [f"{_quoted(term)}{suffix}" for term in clause.terms]
    if clause.beginning:
        ways.append(f"{_quoted(clause.beginning)}:*{weights}")
    for phrase in clause.phrases:
        in_a_row = " <-> ".join(f"{_quoted(term)}{suffix}" for term in phrase)
        ways.append(f"({in_a_row})")
    return f"({' | '.join(ways)})"


def _block(number: int) -> str:
    """No word of a text begins so."""
    return f"~{number}"


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
