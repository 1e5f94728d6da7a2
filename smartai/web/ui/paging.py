"""Pages that cost the same wherever they are: the next one begins after a row, not at an offset."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import BooleanField, CharField, DateTimeField, Field, Model, Q, QuerySet
from django.utils.timezone import is_aware

M = TypeVar("M", bound=Model)

_UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""What no database keeps in a text."""
EARLIEST, LATEST = 1900, 9000
"""Years: at the ends of the calendar a time has no equal in another zone."""


def page_of(rows: QuerySet[M], *, order: Sequence[str], after: str, size: int) -> tuple[list[M], str]:
    """``size`` rows after the cursor, in ``order`` (names, ``-`` for descending, the last one unique).

    Returns the rows and the cursor of the next page, empty on the last one. One statement. A cursor that is
    not ours (or of another order) begins at the first page: it is only a place, never a permission.
    """
    place = _read(after, [rows.model._meta.get_field(name.removeprefix("-")) for name in order])
    if place:
        rows = rows.filter(_beyond(order, place))
    return page_from(list(rows.order_by(*order)[: size + 1]), order=order, size=size)


def page_from(found: list[M], *, order: Sequence[str], size: int) -> tuple[list[M], str]:
    """The same from rows that were fetched already: ``size`` of them, and one more where the list goes on."""
    more = len(found) > size
    return found[:size], cursor_of(found[size - 1], order) if more else ""


def page_before(rows: QuerySet[M], *, order: Sequence[str], before: str, size: int) -> tuple[list[M], str]:
    """The last ``size`` rows before the cursor, in ``order``, and the cursor of what stands before them."""
    found, more = page_of(rows, order=turned(order), after=before, size=size)
    return found[::-1], more


def turned(order: Sequence[str]) -> tuple[str, ...]:
    """The same order from its end."""
    return tuple(name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order)


def cursor_of(row: Model, order: Sequence[str]) -> str:
    """The place of a row; "" for one that has none in this order, because a value is missing."""
    values = [getattr(row, "pk" if name.lstrip("-") == "id" else name.lstrip("-")) for name in order]
    if None in values:
        return ""
    text = json.dumps([value.isoformat() if isinstance(value, datetime) else value for value in values])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _beyond(order: Sequence[str], place: Sequence[Any]) -> Q:
    """Rows behind the place, written so that an index in this order is used: (a, b, c) < (x, y, z)."""
    condition = Q()
    for depth in reversed(range(len(order))):
        name = order[depth].removeprefix("-")
        step = Q(**{f"{name}__{'lt' if order[depth].startswith('-') else 'gt'}": place[depth]})
        condition = step if depth == len(order) - 1 else step | (Q(**{name: place[depth]}) & condition)
    first = order[0].removeprefix("-")
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": place[0]}) & condition


def _read(cursor: str, fields: Sequence[Any]) -> list[Any]:
    try:
        kept = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_value(field, value) for field, value in zip(fields, kept, strict=True)]
    except (ValueError, TypeError, RecursionError):
        return []


def _value(field: Field[Any, Any], value: Any) -> Any:
    """A value that the column can be compared with: whoever has the address can write anything into it."""
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(value)
        fits = is_aware(moment) and EARLIEST < moment.year < LATEST
        value = moment
    elif isinstance(field, BooleanField):
        fits = type(value) is bool
    elif isinstance(field, CharField):
        fits = type(value) is str and len(value) <= (field.max_length or 0) and not _UNKEPT.search(value)
    else:
        fits = type(value) is int and abs(value) < 2**62
    if not fits:
        raise ValueError("not a place")
    return value
