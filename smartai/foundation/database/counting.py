"""Counts inside one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Count, IntegerField, QuerySet, Subquery, Value


def counted(wanted: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of them has, by its name. One statement, whatever tables they are of."""
    asked = [_count(name, rows) for name, rows in wanted.items()]
    if not asked:
        return {}
    first, *rest = asked
    found = dict(first.union(*rest, all=True) if rest else first)
    return {name: found.get(name, 0) for name in wanted}


def _count(name: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    named: Any = rows.order_by().annotate(label=Value(name, output_field=CharField()))
    counts: QuerySet[Any, Any] = named.values("label").annotate(n=Count("pk")).values_list("label", "n")
    return counts


class CountOf(Subquery):
    """How many rows a query has, as a column of another statement; a limited one bounds what it costs."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
