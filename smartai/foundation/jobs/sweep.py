from __future__ import annotations

import time
from collections.abc import Callable


class Sweep:
    """A drain that removes what is past its time, every ten minutes however often it is asked.

    ``remove`` says how many rows went.
    """

    def __init__(self, name: str, remove: Callable[[], int], every: float = 600.0) -> None:
        self.name = name
        self._remove = remove
        self._every = every
        self._next = 0.0

    def drain(self) -> int:
        if time.monotonic() < self._next:
            return 0
        self._next = time.monotonic() + self._every
        return self._remove()
