"""Keeps long-running processes small."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from typing import Final

COLLECT_AFTER: Final = 2_000
"""Objects more than before, instead of Python's 700. Python's e-mail package makes a class for each header of
each mail, and a class is always a cycle: collected after 5,000, they held eight megabytes in a worker."""


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
SIZES: Final = (*(2**power for power in range(16, 10, -1)), *range(1024, 8, -16))
"""Bytes of the pieces that gaps are filled with, the largest first."""
MORE_THAN_KNOWN: Final = 2**20
"""Bytes that glibc has at hand without counting them as free."""


class _Heap(ctypes.Structure):
    """``struct mallinfo2`` of glibc 2.33 and newer; ``keepcost`` is what is free above all that is in use."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks",
            "keepcost",
        )
    ]  # fmt: skip


def settle() -> None:
    """After everything is loaded: what is there stays for ever, so no later collection looks at it.

    Before a fork this also keeps the pages shared: a collection would write to every one of them. A page
    makes thousands of short-lived objects, few of them in cycles, so the young are collected less often; the
    old more often, for there are few.
    """
    gc.collect()
    gc.freeze()
    gc.collect()  # tells Python that nothing old is left: it waits for a quarter more than there was
    gc.set_threshold(COLLECT_AFTER, 10, 5)
    with suppress(AttributeError, OSError):  # only glibc has these
        c = ctypes.CDLL(None)
        c.mallopt(M_ARENA_MAX, ARENAS)
        c.malloc_trim(0)  # what loading needed for a moment goes back: each fork would make copies of it
        _fill_gaps(c)


def _fill_gaps(c: ctypes.CDLL) -> None:
    """Takes for ever what is free between things that stay: some hundred gaps, a third of a megabyte.

    Whatever a child puts into such a gap copies the page around it, two megabytes in each of them. So they
    begin on pages of their own. Never much more than glibc knows to be free: where another library gives
    memory in its place, what is free there does not change.
    """
    c.mallinfo2.restype = _Heap
    c.malloc.restype, c.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    c.free.restype, c.free.argtypes = None, [ctypes.c_void_p]
    heap = c.mallinfo2()
    room = heap.fordblks - heap.keepcost + MORE_THAN_KNOWN
    for size in SIZES:
        while room >= size:
            above = c.mallinfo2().keepcost
            taken = c.malloc(size)
            if c.mallinfo2().keepcost != above:  # no gap of this size is left
                c.free(taken)
                break
            room -= size
