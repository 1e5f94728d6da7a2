"""Keeps long-running processes small: structlog loads Rich when it finds it, 6 MB that they never use."""

from __future__ import annotations

import gc
import sys


def leave_out_rich() -> None:
    """To be called before anything imports structlog."""
    sys.modules["rich"] = None  # type: ignore[assignment]  # Python's way to say "not installed"


def settle() -> None:
    """After everything is loaded: what is there stays for ever, so no later collection looks at it."""
    gc.collect()
    gc.freeze()
