"""Leaving room for pages: SQLite has one writer at a time, and a worker that never rests would be it."""

from __future__ import annotations

import time

from django.db import connection

LONGEST = 0.1  # seconds


def make_room(worked: float) -> None:
    """On SQLite, rests as long as the caller just wrote (seconds), so that pages get every other turn."""
    if connection.vendor == "sqlite" and worked > 0:
        time.sleep(min(worked, LONGEST))
