"""Several values of a row as one JSON object, in any statement."""

from __future__ import annotations

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, JSONField

_FUNCTIONS: Final = {"sqlite": "JSON_OBJECT", "postgresql": "JSONB_BUILD_OBJECT"}


class JSONOf(Func):
    """``JSONOf(author="author_name", at="created_at")``: names are those of Python, values what ``F`` takes.

    Django's ``JSONObject`` passes each name as a value that PostgreSQL has to be told the type of, and makes
    that anew for each statement: four milliseconds of a search.
    """

    output_field = JSONField()

    def __init__(self, **named: Any) -> None:
        self.names = tuple(named)
        super().__init__(*named.values())

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, *_: Any, **__: Any) -> tuple[str, Any]:
        parts: list[str] = []
        parameters: list[Any] = []
        for name, value in zip(self.names, self.get_source_expressions(), strict=True):
            sql, its = compiler.compile(value)
            parts.append(f"'{name}', {sql}")
            parameters += its
        return f"{_FUNCTIONS[connection.vendor]}({', '.join(parts)})", parameters
