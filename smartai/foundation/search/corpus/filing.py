"""The part of a migration that gives a ``Filed`` model its words, on each kind of database."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

from smartai.foundation.search.corpus.parts import Part

# The words arrive prepared, so that nothing is folded or cut twice.
_SQLITE = 'CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, tokenize="unicode61 remove_diacritics 0")'
_SQLITE_BACK = "DROP TABLE IF EXISTS {table}_fts"
_POSTGRESQL = (
    "ALTER TABLE {table} ADD COLUMN words tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX {table}_words ON {table} USING gin (words)",
)
_POSTGRESQL_BACK = ("ALTER TABLE {table} DROP COLUMN IF EXISTS words",)


class FileWords(Operation):
    """Adds what holds the words: a column and its index on PostgreSQL, a table of its own on SQLite."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models know nothing of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, to_state.apps.get_model(app_label, self.model_name), (_SQLITE,), _POSTGRESQL)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        self._run(schema_editor, model, (_SQLITE_BACK,), _POSTGRESQL_BACK)

    def describe(self) -> str:
        return f"Hold the words of {self.model_name}"

    @staticmethod
    def _run(schema_editor: Any, model: Any, on_sqlite: Any, on_postgresql: Any) -> None:
        statements = on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgresql
        columns = ", ".join(part.value for part in Part)
        for statement in statements:
            schema_editor.execute(statement.format(table=model._meta.db_table, columns=columns))
