from __future__ import annotations

import time

from smartai.foundation.captcha.spending import remove_expired

_EVERY = 600.0  # seconds


class ProofSweep:
    """A drain that forgets proofs which have expired, every ten minutes however often it is asked."""

    name = "proofs"

    def __init__(self) -> None:
        self._next = 0.0

    def drain(self) -> int:
        if time.monotonic() < self._next:
            return 0
        self._next = time.monotonic() + _EVERY
        return remove_expired()
