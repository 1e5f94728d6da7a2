from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from smartai.foundation.search.corpus.parts import Wish

FOUND: Final = "filed.found"
"""What a backend's statement calls the key of the text it looks at."""


@dataclass(frozen=True)
class Asked:
    """``among`` gives a row when ``FOUND`` may be found, with its parameters; None when all may.

    ``told`` gives JSON of the row with the key ``FOUND``.
    """

    table: str
    key: str
    wish: Wish
    among: tuple[str, Sequence[Any]] | None
    most: int
    told: tuple[str, Sequence[Any]] | None = None

    @property
    def with_told(self) -> tuple[str, list[Any]]:
        """What is told of a row, as a column."""
        return (f"({self.told[0]})", list(self.told[1])) if self.told else ("NULL", [])

    @property
    def may_be_found(self) -> tuple[str, list[Any]]:
        return (f" AND EXISTS ({self.among[0]})", list(self.among[1])) if self.among else ("", [])
