"""Putting rows into another order by writing as little as can be."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Protocol, TypeVar


class Placed(Protocol):
    @property
    def pk(self) -> Any: ...

    @property
    def position(self) -> int: ...


P = TypeVar("P", bound=Placed)
K = TypeVar("K", bound=Hashable)


def in_new_order(rows: Sequence[P], order: Sequence[Hashable]) -> list[tuple[P, int]]:
    """The rows whose position changes, with the new one, when those with the keys in ``order`` stand so.

    ``rows`` are in the order that they have. Those of ``order`` take the places that they have together, the
    others stay; positions are 0, 1, 2 … then. A key that no row has counts for nothing.
    """
    by_key = {row.pk: row for row in rows}
    wanted = [by_key[key] for key in dict.fromkeys(order) if key in by_key]
    moving = {row.pk for row in wanted}
    queue = iter(wanted)
    anew = [next(queue) if row.pk in moving else row for row in rows]
    return [(row, place) for place, row in enumerate(anew) if row.position != place]


def moved_by_one(order: Sequence[K], key: K, to: str) -> list[K]:
    """The keys in their order when ``key`` goes one ``up`` or ``down``; the same where it can't."""
    keys = list(order)
    if key not in keys or to not in ("up", "down"):
        return keys
    place = keys.index(key)
    other = place - 1 if to == "up" else place + 1
    if 0 <= other < len(keys):
        keys[place], keys[other] = keys[other], keys[place]
    return keys
