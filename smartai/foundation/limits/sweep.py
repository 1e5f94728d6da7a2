from __future__ import annotations

import time

from smartai.foundation.limits.in_database import remove_ended

_EVERY = 600.0  # seconds


class LimitSweep:
    """A drain that removes counters of ended windows, every ten minutes however often it is asked."""

    name = "limits"

    def __init__(self) -> None:
        self._next = 0.0

    def drain(self) -> int:
        if time.monotonic() < self._next:
            return 0
        self._next = time.monotonic() + _EVERY
        return remove_ended()
