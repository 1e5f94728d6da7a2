"""SQLite's full-text index, FTS5. Terms are quoted, so nothing in them is an operator."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from smartai.foundation.search.backends.asked import Asked, Row, Wanted

TITLE_COUNTS = 4.0
SEEN_FIRST = 4
"""Of the best, so many times more than are wanted are looked at by who may see them, before all are."""
ALL = -1


def candidates(connection: BaseDatabaseWrapper, asked: Asked) -> list[Row]:
    seen = asked.limit * SEEN_FIRST
    rows = _among_the_best(connection, asked, seen)
    if len(rows) < asked.limit and (not rows or rows[0][3] == seen):
        rows = _among_the_best(connection, asked, ALL)
    return [row[:3] for row in rows]


def _among_the_best(
    connection: BaseDatabaseWrapper, asked: Asked, seen: int
) -> list[tuple[int, str, str, int]]:
    """Those of the ``seen`` best that are ``among`` what may be found, each with how many were looked at."""
    among, parameters = asked.among
    statement = f"""
        WITH best AS MATERIALIZED (
            SELECT rowid AS found, bm25({asked.table}_fts, %s, 1.0) AS distance FROM {asked.table}_fts
            WHERE {asked.table}_fts MATCH %s ORDER BY distance LIMIT %s
        )
        SELECT document.{asked.key}, document.title, document.body, (SELECT count(*) FROM best)
        FROM best JOIN {asked.table} AS document ON document.{asked.key} = found
        WHERE EXISTS (SELECT 1 FROM ({among}) AS visible WHERE visible.pk = found)
        ORDER BY distance LIMIT %s
    """
    match = " OR ".join(_quoted(one) for one in asked.wanted)
    with connection.cursor() as cursor:
        cursor.execute(statement, [TITLE_COUNTS, match, seen, *parameters, asked.limit])
        rows: list[tuple[int, str, str, int]] = cursor.fetchall()
        return rows


def _quoted(wanted: Wanted) -> str:
    term = wanted.term.replace('"', '""')
    return f'"{term}"{"*" if wanted.prefix else ""}'
