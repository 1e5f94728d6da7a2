"""Reads whose SQL is built once a process.

Django builds the SQL of a query set anew for each use, which takes longer than the database does to answer
a read by an index. The few reads that every page makes are written as query sets all the same, with
parameters in place of their values::

    _living = Prepared(lambda token, now: Session.objects.filter(token_hash=token, expires_at__gt=now))
    session = _living.first(hashed(token), timezone.now())

A filter whose *form* depends on its values (``None``, an empty list) can't be one: it needs the query set.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet

R = TypeVar("R", covariant=True)


class Prepared(Generic[R]):
    """``build`` gets one parameter for each value and returns the query set, without prefetches.

    Values are numbers, strings, booleans and aware datetimes, given in the order of the parameters.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, R]]) -> None:
        self._build = build
        self._ready: _Ready | None = None

    def all(self, *values: object) -> list[R]:
        """The rows, in one statement."""
        connection = connections[DEFAULT_DB_ALIAS]
        ready = self._ready
        if ready is None or ready.vendor != connection.vendor:
            ready = self._ready = _Ready(self._build, connection)
        return list(ready.rows(connection, values))

    def first(self, *values: object) -> R | None:
        """The first row. The query set says its order and bounds itself."""
        rows = self.all(*values)
        return rows[0] if rows else None


class _Parameter(Expression):
    """The place of a value: stands among the parameters of the SQL until the value is put there."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Ready:
    """A compiled query set, and what Django makes of the rows: models, tuples or single values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], connection: BaseDatabaseWrapper) -> None:
        count = len(inspect.signature(build).parameters)
        rows: Any = build(*(_Parameter(place) for place in range(count)))
        if rows._prefetch_related_lookups:
            raise TypeError("a prepared read has no prefetches")
        self.vendor = connection.vendor
        self._iterable: Callable[[Any], Iterable[Any]] = rows._iterable_class
        self._compiler: Any = rows.query.get_compiler(connection=connection)
        self._sql, self._parameters = self._compiler.as_sql()

    def rows(self, connection: BaseDatabaseWrapper, values: tuple[object, ...]) -> Iterable[Any]:
        """With this thread's connection, these values, and SQL that is there already."""
        compiler = copy.copy(self._compiler)
        compiler.connection = connection
        filled = tuple(_value(one, values, connection) for one in self._parameters)
        compiler.as_sql = lambda *_, **__: (self._sql, filled)
        return self._iterable(_Asked(compiler))


class _Asked:
    """What Django wants to know of a query set when it makes rows of the database's answer."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: ClassVar[dict[Any, Any]] = {}

    def __init__(self, compiler: Any) -> None:
        self.query = self
        self._compiler = compiler

    def get_compiler(self, *_: object, **__: object) -> Any:
        return self._compiler


def _value(one: object, values: tuple[object, ...], connection: BaseDatabaseWrapper) -> object:
    if not isinstance(one, _Parameter):
        return one
    value = values[one.place]
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
