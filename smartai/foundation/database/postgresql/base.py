"""Django's PostgreSQL backend, with a health check that seldom asks the server.

Django sees to it, once a request, that a kept connection still works, by a SELECT 1: one more way to the
server and back for every page. A server that ended the connection has said so on its socket, so looking there
is enough. One that rested is asked all the same, because firewalls in between drop idle ones in silence.
"""

from __future__ import annotations

import select
import time
from typing import Final

import psycopg
from django.db.backends.postgresql import base

RESTED: Final = 10.0
"""Seconds after which a connection is asked, not only looked at."""


class DatabaseWrapper(base.DatabaseWrapper):
    _asked_at = 0.0

    def is_usable(self) -> bool:
        if self.connection is None:
            return False
        now = time.monotonic()
        if now - self._asked_at < RESTED and not self._was_told_something():
            return True
        self._asked_at = now
        return bool(super().is_usable())

    def _was_told_something(self) -> bool:
        """Between requests the server is silent; what it says then is a good-bye, or a notice before one."""
        try:
            line = select.poll()
            line.register(self.connection.pgconn.socket, select.POLLIN)
            return bool(line.poll(0))
        except (OSError, psycopg.Error):
            return True
