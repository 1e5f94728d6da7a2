from __future__ import annotations

import time
from typing import Final

from django.db import connection, transaction

EVERY: Final = 3600.0
"""Seconds."""


class StatisticsSweep:
    """A drain that tells SQLite's planner how large the tables have become, at the start and then every hour.

    Without that it takes an index of few different values for a good one and sorts whole departments for a
    page of a list. ``PRAGMA optimize`` looks at each table and analyses those that grew many times over, from
    a thousand rows of each index at most: milliseconds, mostly nothing. PostgreSQL does it by itself.
    """

    name = "statistics"

    def __init__(self) -> None:
        self._next = 0.0

    def drain(self) -> int:
        if connection.vendor != "sqlite" or time.monotonic() < self._next:
            return 0
        # In a transaction it waits for whoever writes; by itself it reads first, and is refused then.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("PRAGMA optimize = 0x10002")
        self._next = time.monotonic() + EVERY
        return 0
