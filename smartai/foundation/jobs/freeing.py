from __future__ import annotations

import time
from typing import Final

import structlog

from smartai.foundation.jobs.due import Due, release
from smartai.foundation.jobs.holders import ended_holders, forget

EVERY: Final = 1.0
LAST_WORDS: Final = 10.0
"""Seconds for which a claim that a killed process sent last may still be waiting in the database."""

log = structlog.get_logger()


class Freeing:
    """Makes due at once what holders held that have ended. One for each worker."""

    def __init__(self) -> None:
        self._next = 0.0
        self._ended: dict[str, float] = {}

    def look(self) -> None:
        """Without a statement while nobody has ended. Raises what the database raises; then call it again."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + EVERY
        for name in ended_holders():
            if name not in self._ended:
                _release_all(name)
                self._ended[name] = now
            elif now - self._ended[name] >= LAST_WORDS:
                _release_all(name)
                forget(name)
                del self._ended[name]


def _release_all(name: str) -> None:
    freed = sum(release(model._base_manager.all(), name) for model in Due.__subclasses__())
    if freed:
        log.warning("leases.freed", rows=freed, holder=name)
