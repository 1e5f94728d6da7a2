from __future__ import annotations

import time
from typing import Self

import psycopg
import structlog
from django.db import connection
from psycopg.sql import SQL, Identifier

from smartai.foundation.database.postgresql.base import Connection

log = structlog.get_logger()


class NotifyBell:
    """Holds one connection of its own; opens it anew when the server was away."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._connection: psycopg.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def wait(self, timeout: float) -> bool:
        try:
            listening = self._connection or self._listen()
            return bool(list(listening.notifies(timeout=timeout, stop_after=1)))
        except (psycopg.Error, OSError) as error:
            log.warning("doorbell.deaf", error=str(error))
            self._drop()
            time.sleep(timeout)
            return False

    def _listen(self) -> psycopg.Connection:
        wanted = connection.get_connection_params()
        names = (
            "host",
            "port",
            "user",
            "password",
            "dbname",
            "service",
            "sslmode",
            "sslrootcert",
        )
        parameters = {name: wanted[name] for name in names if wanted.get(name)}
        self._connection = Connection.connect(**parameters, autocommit=True, connect_timeout=5)
        self._connection.execute(SQL("LISTEN {}").format(Identifier(self._channel)))
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
