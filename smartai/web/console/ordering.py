"""Moving a row up or down by a button: dragging is never the only way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    pk: int
    position: int


P = TypeVar("P", bound=Placed)


def move_row(rows: Sequence[P], pk: int, to: str) -> list[tuple[P, int]]:
    """The rows whose position changes, with the new one, when ``pk`` goes one ``up`` or ``down``."""
    order = list(rows)
    place = next((n for n, row in enumerate(order) if row.pk == pk), None)
    if place is None:
        return []
    other = place - 1 if to == "up" else place + 1
    if to in ("up", "down") and 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return [(row, position) for position, row in enumerate(order) if row.position != position]
