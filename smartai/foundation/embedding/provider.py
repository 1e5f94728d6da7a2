from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class NoVectors(Exception):
    """There are none now; the message says why. Whoever asks goes on without them."""


class Provider(Protocol):
    """Makes vectors of texts: what means the same points the same way.

    ``name`` tells vectors apart that must not be compared, at most 200 characters; it is empty when there are
    none ever.
    """

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str], *, within: float) -> list[Sequence[float]]:
        """One vector for each text, all of the same length, within so many seconds. Raises ``NoVectors``."""
        ...
