"""No list reads the whole table: SQLite, once it has looked at the tables, follows an index in its order."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from smartai.config.seed import seed_tickets
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.reads import OWN_ORDER
from smartai.foundation.database.statistics import StatisticsSweep
from smartai.web.desk.lists import ALL_OPEN, NEEDS_REPLY, VIEWS, tickets_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "connection.vendor != 'sqlite'",
        reason="PostgreSQL plans by the number of rows, which tests have few of",
    ),
]


@pytest.fixture(autouse=True)
def _tickets_that_sqlite_has_looked_at(billing):
    seed_tickets(400, 1, lambda count: None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")
    StatisticsSweep().drain()


def plan_of(rows: QuerySet[Ticket, Any]) -> str:
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        return "\n".join(line[3] for line in cursor.fetchall())


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.slug)
@pytest.mark.parametrize("who", ["mia", "leo", "selma", "olga"])
@pytest.mark.parametrize("oldest_first", [False, True], ids=["newest", "oldest"])
def test_a_view_of_the_desk_follows_an_index(request, view, who, oldest_first):
    person = request.getfixturevalue(who)
    plan = plan_of(tickets_of(view, person).order_by(*view.order(oldest_first=oldest_first))[:51])
    assert "SCAN" not in plan, plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("ended", [False, True])
def test_the_list_of_a_customer_follows_an_index(alice, ended):
    own = Ticket.objects.requested_by(alice)
    plan = plan_of((own.ended() if ended else own.open()).order_by(*OWN_ORDER)[:26])
    assert "USING INDEX ticket_own_list" in plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("view", [NEEDS_REPLY, ALL_OPEN], ids=lambda view: view.slug)
def test_what_the_desk_counts_is_read_from_the_index_alone(mia, view):
    plan = plan_of(tickets_of(view, mia).select_related(None).order_by().values("pk")[:1000])
    assert "USING COVERING INDEX" in plan.splitlines()[0], plan
