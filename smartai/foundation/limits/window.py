from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Window:
    """``count`` includes the one just counted; ``rest`` is the time until counting starts again."""

    count: int
    rest: timedelta
