"""SQLite's full-text index, FTS5. Terms are quoted, so nothing in them is an operator."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from smartai.foundation.search.backends.asked import Asked, Row, Wanted

TITLE_COUNTS = 4.0


def candidates(connection: BaseDatabaseWrapper, asked: Asked) -> list[Row]:
    among, parameters = asked.among
    # The index is asked first, by itself: joined, or with a bare ``rowid``, the planner asks it for each row.
    statement = f"""
        SELECT document.{asked.key}, document.title, document.body
        FROM (
            SELECT rowid AS found, bm25({asked.table}_fts, %s, 1.0) AS distance FROM {asked.table}_fts
            WHERE {asked.table}_fts MATCH %s AND +rowid IN ({among}) ORDER BY distance LIMIT %s
        ) JOIN {asked.table} AS document ON document.{asked.key} = found ORDER BY distance
    """
    match = " OR ".join(_quoted(one) for one in asked.wanted)
    with connection.cursor() as cursor:
        cursor.execute(statement, [TITLE_COUNTS, match, *parameters, asked.limit])
        rows: list[Row] = cursor.fetchall()
        return rows


def _quoted(wanted: Wanted) -> str:
    term = wanted.term.replace('"', '""')
    return f'"{term}"{"*" if wanted.prefix else ""}'
