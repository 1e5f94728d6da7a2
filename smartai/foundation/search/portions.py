"""Indexing many rows, some at a time: whoever searches meanwhile finds what was there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from smartai.foundation.search.index import Index

AT_ONCE: Final = 50

R = TypeVar("R", bound=Model)


def index_some(rows: QuerySet[R], index_row: Callable[[R], object]) -> list[R]:
    """The first of ``rows``, locked: what somebody saves meanwhile is indexed after this, not before."""
    with transaction.atomic():
        some = list(rows.select_for_update().order_by("pk")[:AT_ONCE])
        for row in some:
            index_row(row)
    return some


def index_all(
    index: Index[Any], rows: QuerySet[R], index_row: Callable[[R], object], told: Callable[[int], None]
) -> int:
    """All ``rows``; ``told`` hears how many were done. The words of what is gone are forgotten."""
    done, last = 0, 0
    while some := index_some(rows.filter(pk__gt=last), index_row):
        last, done = some[-1].pk, done + len(some)
        told(len(some))
    index.count_anew()
    return done
