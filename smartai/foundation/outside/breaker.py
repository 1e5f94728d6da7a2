from __future__ import annotations

import threading
import time
from typing import Final

PAUSE: Final = 30.0


class Breaker:
    """Remembers that a server failed: nobody waits for it again for ``pause`` seconds. One per process."""

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._closed_until = 0.0

    def lets_through(self) -> bool:
        """True for everybody while all is well, and for one who tries it out when a pause is over."""
        with self._lock:
            if time.monotonic() < self._closed_until:
                return False
            if self._closed_until:
                self._closed_until = time.monotonic() + self._pause
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._closed_until = 0.0

    def failed(self) -> None:
        with self._lock:
            self._closed_until = time.monotonic() + self._pause
