"""The part of a migration that makes the words of a ``Document`` findable, on each kind of database."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

# The index holds no text of its own: it reads the table, and triggers tell it what changes there. The words
# arrive prepared, so nothing is folded twice.
_SQLITE = """
CREATE VIRTUAL TABLE {table}_fts USING fts5(
    title, body, content='{table}', content_rowid='{key}',
    tokenize="unicode61 remove_diacritics 0", prefix='3'
);
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts (rowid, title, body) VALUES (new.{key}, new.title, new.body);
END;
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts ({table}_fts, rowid, title, body)
        VALUES ('delete', old.{key}, old.title, old.body);
END;
CREATE TRIGGER {table}_fts_update AFTER UPDATE ON {table} BEGIN
    INSERT INTO {table}_fts ({table}_fts, rowid, title, body)
        VALUES ('delete', old.{key}, old.title, old.body);
    INSERT INTO {table}_fts (rowid, title, body) VALUES (new.{key}, new.title, new.body);
END;
INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');
"""
_SQLITE_BACK = """
DROP TRIGGER IF EXISTS {table}_fts_insert;
DROP TRIGGER IF EXISTS {table}_fts_delete;
DROP TRIGGER IF EXISTS {table}_fts_update;
DROP TABLE IF EXISTS {table}_fts;
"""
# Not ``to_tsvector``: its parser takes words of many scripts apart, each locale in its own way.
_POSTGRESQL = """
ALTER TABLE {table}
    ADD COLUMN heading tsvector GENERATED ALWAYS AS
        (array_to_tsvector(array_remove(string_to_array(title, ' '), ''))) STORED,
    ADD COLUMN words tsvector GENERATED ALWAYS AS
        (array_to_tsvector(array_remove(string_to_array(title || ' ' || body, ' '), ''))) STORED;
CREATE INDEX {table}_words ON {table} USING gin (words) WITH (fastupdate = off);
"""
# Else PostgreSQL keeps new words in a list that each search reads through, until it finds the time to sort
# them in; and with such a list it rather opens every document.
_POSTGRESQL_AT_ONCE = """
ALTER INDEX {table}_words SET (fastupdate = off);
SELECT gin_clean_pending_list('{table}_words');
"""
_POSTGRESQL_BACK = """
ALTER TABLE {table} DROP COLUMN IF EXISTS words, DROP COLUMN IF EXISTS heading;
"""


class IndexWords(Operation):
    """Indexes the ``title`` and ``body`` of a ``Document`` model whose table is there already.

    On SQLite a later migration that changes the table's columns makes the table anew, without its triggers:
    it must be followed by another ``IndexWords``, which begins by removing what is left of the first.
    """

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models know nothing of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, to_state.apps.get_model(app_label, self.model_name), back=True)
        self._run(schema_editor, to_state.apps.get_model(app_label, self.model_name), back=False)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, from_state.apps.get_model(app_label, self.model_name), back=True)

    def describe(self) -> str:
        return f"Index the words of {self.model_name}"

    @staticmethod
    def _run(schema_editor: Any, model: Any, *, back: bool) -> None:
        on_sqlite = schema_editor.connection.vendor == "sqlite"
        script = (
            (_SQLITE_BACK if back else _SQLITE) if on_sqlite else (_POSTGRESQL_BACK if back else _POSTGRESQL)
        )
        _execute(schema_editor, script, model)


class IndexWordsAtOnce(Operation):
    """For an index that an earlier ``IndexWords`` made: new words are sorted in when they are written."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models know nothing of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            model = to_state.apps.get_model(app_label, self.model_name)
            _execute(schema_editor, _POSTGRESQL_AT_ONCE, model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Nothing is found otherwise with it: it may stay."""

    def describe(self) -> str:
        return f"Sort new words of {self.model_name} in at once"


def _execute(schema_editor: Any, script: str, model: Any) -> None:
    filled = script.format(table=model._meta.db_table, key=model._meta.pk.column)
    # A trigger has semicolons of its own: statements end at a semicolon that ends a line outside of one.
    statement: list[str] = []
    for line in filled.strip().splitlines():
        statement.append(line)
        inside = any("CREATE TRIGGER" in one for one in statement)
        if line == "END;" or (line.endswith(";") and not inside):
            schema_editor.execute("\n".join(statement).rstrip(";") + (";" if line == "END;" else ""))
            statement = []
