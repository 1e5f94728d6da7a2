"""A kept connection is looked at for each request and seldom asked; nothing is compiled on it."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper as Django

from smartai.core.tickets.models import Ticket
from smartai.core.tickets.reads import newest_letters
from smartai.foundation.database.postgresql import base

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL's connections"),
]


@pytest.fixture
def asked(monkeypatch):
    """How often the server was asked whether the connection works."""
    times: list[bool] = []
    real = Django.is_usable

    def counted(self):
        times.append(True)
        return real(self)

    monkeypatch.setattr(Django, "is_usable", counted)
    connection.ensure_connection()
    assert connection.is_usable()
    times.clear()
    return times


def end_the_connection_from_the_server() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    wanted = connection.get_connection_params()
    server = {
        name: wanted[name] for name in ("host", "port", "user", "password", "dbname") if wanted.get(name)
    }
    with psycopg.connect(**server, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_connection_that_works_is_not_asked(asked):
    assert connection.is_usable()
    assert asked == []


def test_a_connection_that_rested_is_asked(asked, monkeypatch):
    monkeypatch.setattr(base, "RESTED", 0.0)
    assert connection.is_usable()
    assert asked == [True]


def test_a_connection_that_the_server_ended_is_replaced_before_a_page_needs_it(asked):
    end_the_connection_from_the_server()
    connection.health_check_done = False  # type: ignore[attr-defined]  # as Django does for each request
    connection.close_if_health_check_failed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_a_page_of_one_table_is_planned_with_its_values_and_the_rest_once(alice, a_ticket):
    for _ in range(7):
        list(Ticket.objects.requested_by(alice).order_by("-public_at")[:25])
        list(Ticket.objects.requested_by(alice).values_list("pk", flat=True))
    ours = [statement for statement in prepared() if "requester_id" in statement]
    assert ours
    assert not any("LIMIT" in statement for statement in ours)


def test_a_page_of_one_table_that_needs_no_other_plan_is_planned_once(alice, a_ticket):
    for _ in range(7):
        assert newest_letters(a_ticket)
    assert any("tickets_message" in statement and "LIMIT" in statement for statement in prepared())


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("SELECT * FROM tickets_message WHERE NOT kind = $1 AND ticket_id = $2", "message_ticket"),
        (
            "SELECT * FROM events_storedevent WHERE audience = $1 AND kind = 'x' AND ticket_id = $2",
            "event_ticket",
        ),
    ],
)
def test_what_is_planned_once_follows_an_index_in_its_order(statement, index):
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        cursor.execute("SET enable_seqscan = off")  # tables of a test are too small for an index
        cursor.execute(f"PREPARE once (text, bigint) AS {statement} ORDER BY id DESC LIMIT 51")
        cursor.execute("EXPLAIN EXECUTE once ('note', 1)")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DEALLOCATE once")
        cursor.execute("RESET plan_cache_mode")
        cursor.execute("RESET enable_seqscan")
    assert index in plan
    assert "Sort" not in plan


def test_moments_are_read_in_utc_with_every_kind_of_cursor(a_ticket):
    with transaction.atomic():
        moments = [Ticket.objects.get().created_at, next(Ticket.objects.iterator()).created_at]
    assert [moment.utcoffset() for moment in moments] == [timedelta(0), timedelta(0)]
    assert moments == [a_ticket.created_at] * 2


def test_statements_are_not_compiled(asked):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
