"""A database that says nothing: held up, or behind a network that swallows packets. It must hold up no page.

A server that is down says so at once. One that hangs takes connections and statements and never answers. A
statement is waited for as long as the process has patience: it may only be slow. Whoever is not even let in
knows more: from then on one thread asks now and then, and the others are told at once.
"""

from __future__ import annotations

import threading
import time
from typing import Final

WEB: Final = 15.0
"""Seconds a page waits for one statement: longer than for a lock, see ``config/databases.py``."""
WORKER: Final = 60.0
AGAIN: Final = 2.0
"""Seconds until somebody tries to connect once more."""
CONNECTING: Final = 5.0

_lock = threading.Lock()
_patience: float | None = None
_asks_next: float | None = None


def be_patient(seconds: float | None) -> None:
    """For this process, from now on. Commands have all the time: a migration takes as long as it takes."""
    global _patience
    _patience = seconds


def patience() -> float | None:
    return _patience


def is_silent() -> bool:
    """Whether the last who tried to connect heard nothing."""
    return _asks_next is not None


def may_connect() -> bool:
    """While it is silent: one thread at a time, now and then."""
    global _asks_next
    with _lock:
        now = time.monotonic()
        if _asks_next is None:
            return True
        if now < _asks_next:
            return False
        _asks_next = now + CONNECTING + AGAIN
        return True


def heard_nothing() -> None:
    global _asks_next
    with _lock:
        _asks_next = time.monotonic() + AGAIN


def heard_something() -> None:
    global _asks_next
    _asks_next = None
