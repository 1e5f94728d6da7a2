"""Bringing the database to this version's form, when several processes may start at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

_LOCK: Final = 0x534D4152_54414931  # one number for every process of the product


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(verbosity: int = 0) -> int:
    """Applies what is pending, one process at a time; returns how many that were."""
    with only_one():
        pending = len(pending_migrations())
        if pending:
            call_command("migrate", interactive=False, verbosity=verbosity)
    return pending


@contextmanager
def only_one() -> Iterator[None]:
    """Waits for the others: across machines on PostgreSQL, across processes on SQLite.

    Both locks are let go by the system when their holder is killed.
    """
    if connection.vendor == "postgresql":
        with _lock_of_its_own(), connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")  # pages give up after ten seconds, a migration waits
            try:
                yield
            finally:
                cursor.execute("RESET lock_timeout")
        return
    with (settings.DATA / "migrate.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _lock_of_its_own() -> Iterator[None]:
    """Held by a transaction, on a connection beside: a pooler would leave a session with the lock."""
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            try:
                yield
            finally:  # now, not only once the server has noticed that the connection is closed
                with suppress(Error):
                    cursor.execute("ROLLBACK")
    finally:
        beside.close()
