"""Django's PostgreSQL backend, with a health check that seldom asks the server, and without endless waits.

Django sees to it, once a request, that a kept connection still works, by a SELECT 1: one more way to the
server and back for every page. A server that ended the connection has said so on its socket, so looking there
is enough. One that rested is asked all the same, because firewalls in between drop idle ones in silence.

A statement that is not answered in time costs its connection (see ``silence``); when it was only slow, it
is cancelled.

A page of a list is planned each time, with its values (see ``Cursor``).
"""

from __future__ import annotations

import select
import time
from contextlib import suppress
from functools import cache
from typing import Any, Final

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg.adapt import AdaptersMap
from psycopg.types.datetime import TimestamptzLoader

from smartai.foundation.database import silence
from smartai.foundation.database.prepared import planned_once

RESTED: Final = 10.0
"""Seconds after which a connection is asked, not only looked at."""


class Connection(psycopg.Connection[Any]):
    """Waits as long as the process has patience, then it is closed."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        patience = silence.patience()
        if timeout is not None or patience is None:
            return super().wait(gen, interval, timeout)
        began = time.monotonic()
        try:
            return super().wait(gen, interval, patience)
        except psycopg.OperationalError:
            if time.monotonic() - began >= patience:
                with suppress(psycopg.Error):
                    self.cancel_safe(timeout=silence.AGAIN)
                self.close()
            raise


class Cursor(base.ServerBindingCursor):
    """Prepares what comes often, but for pages of one table.

    A plan made once for everybody is made for somebody with few rows: it fetches all that a person has and
    sorts it, instead of following the index for the 25 that are wanted. Where tables are joined, the plan
    does not depend on whose rows they are, and planning costs more; nor does it where ``Prepared`` says so.
    """

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        if isinstance(query, str) and query not in planned_once and is_page_of_one_table(query):
            options.setdefault("prepare", False)
        return super().execute(query, params, **options)  # type: ignore[misc]  # the stubs see no base


def is_page_of_one_table(query: str) -> bool:
    return " LIMIT " in query and "ORDER BY" in query and " JOIN " not in query and "(SELECT" not in query


@cache
def _adapters(of_django: AdaptersMap) -> AdaptersMap:
    """Django's, but moments are read by psycopg's compiled loader, in a tenth of the time.

    It gives them in the time zone of the connection, which is UTC; Django's puts another in its place.
    """
    ours = AdaptersMap(of_django)
    ours.register_loader("timestamptz", TimestamptzLoader)
    return ours


class DatabaseWrapper(base.DatabaseWrapper):
    _asked_at = 0.0

    def get_connection_params(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().get_connection_params()
        if asked["cursor_factory"] is base.ServerBindingCursor:
            asked["cursor_factory"] = Cursor
        asked["context"] = _adapters(asked["context"])
        return asked

    def create_cursor(self, name: str | None = None) -> Any:
        """Without Django's look at the time zone: every connection is in UTC."""
        if name is None:
            return self.connection.cursor()
        return self.connection.cursor(name, scrollable=False, withhold=self.connection.autocommit)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Raises at once while the server is known to be silent, but for the one that tries."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        if not silence.may_connect():
            raise psycopg.OperationalError("the database did not answer a moment ago")
        try:
            made = Connection.connect(**conn_params)
        except psycopg.errors.ConnectionTimeout:
            silence.heard_nothing()
            raise
        except psycopg.Error:
            silence.heard_something()  # that it is down, for instance
            raise
        silence.heard_something()
        return made

    def is_usable(self) -> bool:
        if self.connection is None or silence.is_silent():
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
