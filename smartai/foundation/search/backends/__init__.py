"""How each kind of database finds documents that hold one of several terms."""

from __future__ import annotations

from django.db import connection

from smartai.foundation.search.backends import postgresql, sqlite
from smartai.foundation.search.backends.asked import Asked, Row

__all__ = ["Asked", "Row", "candidates"]


def candidates(asked: Asked) -> list[Row]:
    """The most promising documents, in order, at most ``asked.limit``."""
    if connection.vendor == "sqlite":
        return sqlite.candidates(connection, asked)
    return postgresql.candidates(connection, asked)
