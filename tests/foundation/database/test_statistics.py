"""SQLite's planner hears how large the tables are, also when somebody was writing at the first try."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import OperationalError, connection

from smartai.config.seed import seed_tickets
from smartai.foundation.database.statistics import StatisticsSweep

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL does it by itself"),
]


def tables_known() -> int:
    with connection.cursor() as cursor:
        return int(cursor.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0])


def test_a_look_that_a_writer_was_in_the_way_of_is_made_at_the_next_call(billing):
    seed_tickets(400, 1, lambda count: None)
    sweep = StatisticsSweep()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("PRAGMA busy_timeout = 0")
    writer = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            sweep.drain()
    finally:
        writer.close()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 5000")
    sweep.drain()
    assert tables_known() > 0
