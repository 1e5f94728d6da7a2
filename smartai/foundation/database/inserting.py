"""New rows whose INSERT is built once a model and process: for the few that are written all day."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery


def insert(row: Model) -> None:
    """As ``row.save(force_insert=True)``: one statement in the caller's transaction, and the row has its key.

    Sends no signals, and looks at no related objects: those that the row refers to must be stored already.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if not connection.features.can_return_columns_from_insert:  # SQLite before 3.35
        row.save(force_insert=True)
        return
    fields = _fields(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(row), connection.vendor), values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@lru_cache(maxsize=32)
def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    """All that a new row brings; the database gives the key."""
    return [field for field in model._meta.local_concrete_fields if not field.primary_key]


@lru_cache(maxsize=32)
def _statement(model: type[Model], vendor: str) -> str:
    query = InsertQuery(model)
    query.insert_values(_fields(model), [model()])
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.returning_fields = [model._meta.pk]
    ((sql, _),) = compiler.as_sql()
    return str(sql)
