"""Keeps long-running processes small."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from typing import Final

COLLECT_AFTER: Final = 5_000
"""Objects more than before, instead of Python's 700."""


def leave_out_rich() -> None:
    """To be called before anything imports structlog, which loads Rich when it finds it, and greenlet where
    that was installed for the tests: 7 MB never used.
    """
    for name in ("rich", "greenlet"):
        sys.modules[name] = None  # type: ignore[assignment]  # Python's way to say "not installed"


ARENAS: Final = 1
"""Pools of memory that glibc keeps for C code. It makes up to eight for each processor, one for each thread
that meets another, and what is free in one is of no use to the others: some three megabytes in a web process
and a worker. Python's own lock lets one thread at a time ask for memory, so there is nobody to wait for."""
M_ARENA_MAX: Final = -8  # malloc.h


def settle() -> None:
    """After everything is loaded: what is there stays for ever, so no later collection looks at it.

    Before a fork this also keeps the pages shared: a collection would write to every one of them. A page
    makes thousands of short-lived objects, nearly none of them in cycles, so collections are made rarer too.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 50)
    with suppress(AttributeError, OSError):  # only glibc has these
        c = ctypes.CDLL(None)
        c.mallopt(M_ARENA_MAX, ARENAS)
        c.malloc_trim(0)  # what loading needed for a moment goes back: each fork would make copies of it
