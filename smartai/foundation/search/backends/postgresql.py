"""PostgreSQL's text search: a GIN index over sets of terms that were prepared before they were stored."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from smartai.foundation.search.backends.asked import Asked, Row, Wanted

TITLE_COUNTS = 1.5
"""What a term in the title is worth beside one in the body."""


def candidates(connection: BaseDatabaseWrapper, asked: Asked) -> list[Row]:
    """Each term's documents are read from the index and added up: no document's words are opened for it."""
    among, parameters = asked.among
    held = " UNION ALL ".join(
        f"SELECT {asked.key} AS found, %s::float8 + %s::float8 * (heading @@ %s::tsquery)::int AS worth "
        f"FROM {asked.table} WHERE words @@ %s::tsquery"
        for _ in asked.wanted
    )
    statement = f"""
        SELECT document.{asked.key}, document.title, document.body
        FROM (
            SELECT found, sum(worth) AS worth FROM ({held}) AS held
            WHERE found IN ({among}) GROUP BY found ORDER BY worth DESC, found DESC LIMIT %s
        ) AS best JOIN {asked.table} AS document ON document.{asked.key} = best.found
        ORDER BY best.worth DESC, best.found DESC
    """
    worths = [
        value
        for one in asked.wanted
        for value in (one.worth, TITLE_COUNTS * one.worth, _quoted(one), _quoted(one))
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*worths, *parameters, asked.limit])
        rows: list[Row] = cursor.fetchall()
        return rows


def _quoted(wanted: Wanted) -> str:
    term = wanted.term.replace("\\", "\\\\").replace("'", "''")
    return f"'{term}'{':*' if wanted.prefix else ''}"
