"""PostgreSQL's text search: a GIN index over sets of terms that were prepared before they were stored."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from smartai.foundation.search.backends.asked import Asked, Row, Wanted

TITLE_COUNTS = 1.5
"""What a term in the title is worth beside one in the body."""


def candidates(connection: BaseDatabaseWrapper, asked: Asked) -> list[Row]:
    """Each term's documents are read from the index and added up: no document's words are opened for it.

    The best are ranked first and then looked up one after the other by who may see them, until there are
    enough: written so that no plan can do it the other way round, not even one that is made for a table
    whose thousands of new rows the planner has not counted yet.
    """
    among, parameters = asked.among
    statement = f"""
        WITH summed AS MATERIALIZED (
            SELECT found, sum(worth) AS worth
            FROM unnest(%s::tsquery[], %s::float8[]) AS wanted (term, counts),
            LATERAL (
                SELECT {asked.key} AS found,
                    counts * (1 + {TITLE_COUNTS} * (heading @@ term)::int) AS worth
                FROM {asked.table} WHERE words @@ term OFFSET 0
            ) AS held
            GROUP BY found
        )
        SELECT document.{asked.key}, document.title, document.body
        FROM (
            SELECT found, worth
            FROM (SELECT found, worth FROM summed ORDER BY worth DESC, found DESC OFFSET 0) AS ordered
            WHERE (SELECT true FROM ({among}) AS visible WHERE visible.pk = found LIMIT 1)
            ORDER BY worth DESC, found DESC LIMIT %s
        ) AS best JOIN {asked.table} AS document ON document.{asked.key} = best.found
        ORDER BY best.worth DESC, best.found DESC
    """
    terms, counts = [_quoted(one) for one in asked.wanted], [one.worth for one in asked.wanted]
    with connection.cursor() as cursor:
        cursor.execute(statement, [terms, counts, *parameters, asked.limit])
        rows: list[Row] = cursor.fetchall()
        return rows


def _quoted(wanted: Wanted) -> str:
    term = wanted.term.replace("\\", "\\\\").replace("'", "''")
    return f"'{term}'{':*' if wanted.prefix else ''}"
