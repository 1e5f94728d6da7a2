"""Bars of a chart, in the units of its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 50
"""Of one bar with the room beside it."""
HEIGHT: Final = 120


@dataclass(frozen=True)
class Bar:
    """A pale bar of the whole, a strong one of the part in front of it; both stand at ``HEIGHT``."""

    x: int
    whole: int
    part: int


def bars(pairs: Sequence[tuple[int, int]]) -> list[Bar]:
    """One for each (whole, part). The highest fills the height; what is there at all can be seen."""
    most = max((whole for whole, _ in pairs), default=0) or 1
    return [
        Bar(x=place * WIDTH, whole=_height(whole, most), part=_height(part, most))
        for place, (whole, part) in enumerate(pairs)
    ]


def _height(count: int, most: int) -> int:
    return max(round(HEIGHT * count / most), 2) if count > 0 else 0
