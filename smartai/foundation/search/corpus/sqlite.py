"""A corpus on SQLite: an FTS5 table with a column for each part, whose row ids are the keys."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from smartai.foundation.search.corpus.asked import FOUND, Asked
from smartai.foundation.search.corpus.parts import EVERYWHERE, Clause, Paper, Part

COUNTS: Final = {Part.TITLE: 5.0, Part.NAMES: 4.0, Part.BODY: 1.0, Part.INNER: 0.6}
OLD_COUNTS: Final = 0.75
"""What a match counts in the oldest text beside the same one in the newest."""
NEWEST: Final = 1_000
"""Texts with all the words that are looked at, and put in order."""


def write(cursor: Any, table: str, key: str, papers: Sequence[Paper], form: int) -> None:
    rows = ", ".join(["(%s, %s, 0, %s)"] * len(papers))
    cursor.execute(
        f"INSERT INTO {table} ({key}, upto, stale, form) VALUES {rows} "
        f"ON CONFLICT ({key}) DO UPDATE SET upto = excluded.upto, stale = 0, form = excluded.form",
        [value for one in papers for value in (one.key, one.upto, form)],
    )
    remove(cursor, table, [one.key for one in papers])
    columns = ", ".join(part.value for part in Part)
    cursor.executemany(
        f"INSERT INTO {table}_fts (rowid, {columns}) VALUES (%s, %s, %s, %s, %s)",
        [(one.key, *(" ".join(one.terms.get(part, ())) for part in Part)) for one in papers],
    )


def remove(cursor: Any, table: str, keys: Sequence[int]) -> None:
    cursor.executemany(f"DELETE FROM {table}_fts WHERE rowid = %s", [(key,) for key in keys])


def statement(asked: Asked) -> tuple[str, list[Any]]:
    """The best of the ``NEWEST`` with the words: key, score, what is told of it, and the oldest that was
    looked at, if there may be others."""
    table = f"{asked.table}_fts"
    allowed, parameters = asked.may_be_found
    told, told_of = asked.with_told
    counts = ", ".join(str(COUNTS[part]) for part in Part)
    allowed = allowed.replace(FOUND, "filed.rowid")
    # The index is asked by itself and gives its rows from the newest on: joined, it is asked for each row.
    return (
        f"""
        SELECT filed.found, filed.score, {told}, filed.since FROM (
            SELECT filed.found,
                filed.nearness
                * (%s + (1 - %s) * filed.found / (SELECT MAX({asked.key}) FROM {asked.table})) AS score,
                CASE WHEN COUNT(*) OVER () = %s THEN MIN(filed.found) OVER () END AS since
            FROM (
                SELECT filed.rowid AS found, -bm25({table}, {counts}) AS nearness FROM {table} AS filed
                WHERE {table} MATCH %s{allowed} ORDER BY filed.rowid DESC LIMIT %s
            ) AS filed ORDER BY score DESC, filed.found DESC LIMIT %s
        ) AS filed
        """,
        [*told_of, OLD_COUNTS, OLD_COUNTS, NEWEST, _match(asked), *parameters, NEWEST, asked.most],
    )


def find_within(cursor: Any, asked: Asked, keys: Sequence[int]) -> list[tuple[int, float]]:
    """The best of these texts."""
    table = f"{asked.table}_fts"
    counts = ", ".join(str(COUNTS[part]) for part in Part)
    cursor.execute(
        f"""
        SELECT rowid, -bm25({table}, {counts}) AS score FROM {table}
        WHERE {table} MATCH %s AND +rowid IN (SELECT value FROM json_each(%s)) ORDER BY score DESC LIMIT %s
        """,
        [_match(asked), json.dumps(list(keys)), asked.most],
    )
    rows: list[tuple[int, float]] = cursor.fetchall()
    return rows


def _match(asked: Asked) -> str:
    every = " AND ".join(_any_of(clause) for clause in asked.wish.every)
    for clause in asked.wish.without:
        every = f"({every}) NOT {_any_of(clause)}"
    if asked.wish.parts == EVERYWHERE:
        return every
    return f"{{{' '.join(part.value for part in asked.wish.parts)}}} : ({every})"


def _any_of(clause: Clause) -> str:
    ways = [_quoted(" ".join(way)) for way in (*((term,) for term in clause.terms), *clause.phrases)]
    if clause.beginning:
        ways.append(f"{_quoted(clause.beginning)} *")
    return f"({' OR '.join(ways)})"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
