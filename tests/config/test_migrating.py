from __future__ import annotations

import pytest
from django.db import connection

from smartai.config.migrating import only_one

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL's locks"),
]
HERE = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"


def locks(which: str = "") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND {HERE} {which}")
        return int(cursor.fetchone()[0])


def test_the_lock_of_a_migration_is_a_transactions_and_no_session_keeps_it() -> None:
    """Of a session's lock a pooler makes somebody else's, and the next start waits for it for ever."""
    with only_one():
        assert locks() == 1
        assert locks("AND pid = pg_backend_pid()") == 0
    assert locks() == 0


def test_the_lock_of_a_migration_that_fails_is_let_go() -> None:
    with pytest.raises(RuntimeError), only_one():
        raise RuntimeError("no such column")
    assert locks() == 0
