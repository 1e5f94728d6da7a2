"""Numbered pages, for lists that are looked through as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pages:
    """Page ``number`` of ``count``, from 1; there is always one."""

    number: int
    count: int
    size: int

    @classmethod
    def of(cls, number: int, rows: int, size: int) -> Pages:
        """A number that is none of them becomes the nearest."""
        count = max(1, -(-rows // size))
        return cls(min(max(number, 1), count), count, size)

    @property
    def start(self) -> int:
        """How many rows stand before it."""
        return (self.number - 1) * self.size

    @property
    def before(self) -> int:
        """0 when there is none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """0 when there is none."""
        return self.number + 1 if self.number < self.count else 0
