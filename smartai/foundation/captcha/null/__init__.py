"""No check at all: every form passes; limits and the trap still stand."""

from __future__ import annotations


class NoCheck:
    asks = False

    def challenge(self, purpose: str) -> None:
        return None

    def verify(self, payload: str, purpose: str) -> bool:
        return True
