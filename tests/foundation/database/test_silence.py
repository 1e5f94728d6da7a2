"""A server that takes connections and statements and never answers."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection

from smartai.config.databases import database
from smartai.foundation.database import silence
from smartai.foundation.database.postgresql.base import DatabaseWrapper


@pytest.fixture(autouse=True)
def _as_a_command_is() -> Iterator[None]:
    yield
    silence.be_patient(None)
    silence.heard_something()


@contextmanager
def silent_server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def called(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def wrapper_for(listener: socket.socket) -> DatabaseWrapper:
    port = listener.getsockname()[1]
    made = database(f"postgresql://test@127.0.0.1:{port}/test?connect_timeout=2", Path())
    defaults: dict[str, Any] = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "TEST": {}}
    return DatabaseWrapper({**defaults, **made}, alias="silent")


def test_who_is_not_let_in_is_the_last_to_wait_and_then_one_asks_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with silent_server() as listener:
        with pytest.raises(psycopg.OperationalError):
            wrapper_for(listener).connect()
        assert called(listener)
        with pytest.raises(psycopg.OperationalError, match="a moment ago"):
            wrapper_for(listener).connect()
        assert not called(listener)
        monkeypatch.setattr(silence, "AGAIN", 0.0)
        silence.heard_nothing()
        assert silence.may_connect()
        assert not silence.may_connect()


def test_a_server_that_is_down_has_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "AGAIN", 0.0)
    silence.heard_nothing()
    with silent_server() as listener:
        down = wrapper_for(listener)
    with pytest.raises(psycopg.OperationalError):
        down.connect()
    assert not silence.is_silent()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL's connections")
def test_a_statement_that_takes_too_long_costs_its_connection_and_nobody_elses() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
        silence.be_patient(0.3)
        with pytest.raises(OperationalError):
            cursor.execute("SELECT pg_sleep(60)")
    silence.be_patient(None)
    assert not silence.is_silent()
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND state = 'active'", [pid])
        assert cursor.fetchone() == (0,), "it was cancelled"
