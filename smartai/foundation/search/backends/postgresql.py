"""PostgreSQL's text search: a GIN index over sets of terms that were prepared before they were stored."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from smartai.foundation.search.backends.asked import Asked, Row, Wanted

TITLE_COUNTS = 1.5
"""What a term in the title is worth beside one in the body."""


def candidates(connection: BaseDatabaseWrapper, asked: Asked) -> list[Row]:
    among, parameters = asked.among
    terms = [_quoted(one) for one in asked.wanted]
    worth = " + ".join(
        "%s * ((document.words @@ %s::tsquery)::int + %s * (document.heading @@ %s::tsquery)::int)"
        for _ in terms
    )
    statement = f"""
        SELECT document.{asked.key}, document.title, document.body
        FROM {asked.table} AS document
        WHERE document.words @@ %s::tsquery AND document.{asked.key} IN ({among})
        ORDER BY {worth} DESC, document.{asked.key} DESC LIMIT %s
    """
    worths = [
        value
        for one, term in zip(asked.wanted, terms, strict=True)
        for value in (one.worth, term, TITLE_COUNTS, term)
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [" | ".join(terms), *parameters, *worths, asked.limit])
        rows: list[Row] = cursor.fetchall()
        return rows


def _quoted(wanted: Wanted) -> str:
    term = wanted.term.replace("\\", "\\\\").replace("'", "''")
    return f"'{term}'{':*' if wanted.prefix else ''}"
