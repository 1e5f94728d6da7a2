"""Reads whose SQL is built once a process.

Django builds the SQL of a query set anew for each use, which takes longer than the database does to answer
a read by an index. The few reads that every page makes are written as query sets all the same, with
parameters in place of their values::

    _living = Prepared(lambda token, now: Session.objects.filter(token_hash=token, expires_at__gt=now))
    session = _living.first(hashed(token), timezone.now())

A filter whose *form* depends on its values (``None``, an empty list) can't be one: it needs the query set.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

R = TypeVar("R", covariant=True)

planned_once: Final[set[str]] = set()
"""Pages of one table whose plan does not depend on their values."""


class Prepared(Generic[R]):
    """``build`` gets one parameter for each value and returns the query set, without prefetches.

    Values are numbers, strings, booleans and aware datetimes, given in the order of the parameters.
    ``plan_once`` promises that one plan suits all values. PostgreSQL plans also a page of one table once then
    (see ``postgresql.base.Cursor``), which saves a third of what a small read takes.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, R]], *, plan_once: bool = False) -> None:
        self._build = build
        self._plan_once = plan_once
        self._ready: _Ready[R] | None = None
        _known.append(self)

    def prepare(self) -> _Ready[R]:
        """Builds the SQL for the default database, unless it is there."""
        connection = connections[DEFAULT_DB_ALIAS]
        ready = self._ready
        if ready is None or ready.vendor != connection.vendor:
            ready = self._ready = _Ready(self._build, connection)
            if self._plan_once:
                planned_once.add(ready.sql)
        return ready

    def all(self, *values: object) -> list[R]:
        """The rows, in one statement."""
        return self.prepare().rows(connections[DEFAULT_DB_ALIAS], values)

    def first(self, *values: object) -> R | None:
        """The first row. The query set says its order and bounds itself."""
        rows = self.all(*values)
        return rows[0] if rows else None


def prepare_all() -> None:
    """Of every module that was imported."""
    for read in _known:
        read.prepare()


_known: Final[list[Prepared[Any]]] = []


class _Parameter(Expression):
    """The place of a value: stands among the parameters of the SQL until the value is put there."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Ready(Generic[R]):
    """A compiled query set, and what Django makes of the rows: models, tuples or single values."""

    def __init__(self, build: Callable[..., QuerySet[Any, R]], connection: BaseDatabaseWrapper) -> None:
        count = len(inspect.signature(build).parameters)
        rows: Any = build(*(_Parameter(place) for place in range(count)))
        if rows._prefetch_related_lookups:
            raise TypeError("a prepared read has no prefetches")
        self.vendor = connection.vendor
        compiler = rows.query.get_compiler(connection=connection)
        self.sql, self._parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._converters = [
            (place, converters, column)
            for place, (converters, column) in compiler.get_converters(columns).items()
        ]
        self._made_of: Callable[[Sequence[Any]], R] = _maker(rows._iterable_class, compiler)

    def rows(self, connection: BaseDatabaseWrapper, values: tuple[object, ...]) -> list[R]:
        """With this thread's connection, these values, and SQL that is there already."""
        filled: Any = tuple(_value(one, values, connection) for one in self._parameters)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            found: Iterable[Sequence[Any]] = cursor.fetchall()
        if self._converters:
            found = self._converted(found, connection)
        return [self._made_of(row) for row in found]

    def _converted(
        self, rows: Iterable[Sequence[Any]], connection: BaseDatabaseWrapper
    ) -> Iterator[Sequence[Any]]:
        for row in map(list, rows):
            for place, converters, column in self._converters:
                for converter in converters:
                    row[place] = converter(row[place], column, connection)
            yield row


def _maker(kind: type, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """What ``list`` of the query set would make of a row."""
    if kind is FlatValuesListIterable:
        return itemgetter(0)
    if kind is ValuesListIterable:
        return tuple
    if kind is not ModelIterable:
        raise TypeError("a prepared read gives models, tuples or single values")
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    own = slice(places[0], places[-1] + 1)
    names = [column.target.attname for column, *_ in compiler.select[own]]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs are those of Django 6
    annotations = tuple(compiler.annotation_col_map.items()) if compiler.annotation_col_map else ()

    def model_of(row: Sequence[Any]) -> Any:
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
        for one in related:
            one.populate(row, made)
        for name, place in annotations:
            setattr(made, name, row[place])
        return made

    return model_of


def _value(one: object, values: tuple[object, ...], connection: BaseDatabaseWrapper) -> object:
    if not isinstance(one, _Parameter):
        return one
    value = values[one.place]
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
