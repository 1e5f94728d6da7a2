"""Keeps long-running processes small."""

from __future__ import annotations

import gc
import sys
from typing import Final

COLLECT_AFTER: Final = 20_000
"""Objects more than before, instead of Python's 700."""


def leave_out_rich() -> None:
    """To be called before anything imports structlog, which loads Rich when it finds it: 6 MB never used."""
    sys.modules["rich"] = None  # type: ignore[assignment]  # Python's way to say "not installed"


def settle() -> None:
    """After everything is loaded: what is there stays for ever, so no later collection looks at it.

    Before a fork this also keeps the pages shared: a collection would write to every one of them. A page
    makes thousands of short-lived objects, nearly none of them in cycles, so collections are made rarer too.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 50)
