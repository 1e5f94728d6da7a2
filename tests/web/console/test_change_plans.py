"""However many facts there are, a list of few changes reads few of them: SQLite follows an index."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import QuerySet

from smartai.core.undoing.reads import changes_visible_to
from smartai.foundation.events.models import StoredEvent
from smartai.web.console.change_filters import SUBJECTS, Wanted

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "connection.vendor != 'sqlite'",
        reason="PostgreSQL plans by the number of rows, which tests have few of",
    ),
]


@pytest.fixture(autouse=True)
def _facts_that_sqlite_has_looked_at(alice, mia, olga):
    """Most are of tickets, by two people; a few are not, by a third."""
    StoredEvent.objects.bulk_create(
        [
            StoredEvent(kind="tickets.agent_replied", ticket_id=n, actor_id=(alice.pk, mia.pk)[n % 2])
            for n in range(1, 400)
        ]
    )
    StoredEvent.objects.bulk_create([StoredEvent(kind="departments.archived", actor_id=olga.pk)] * 3)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plan_of(rows: QuerySet[StoredEvent]) -> str:
    sql, parameters = rows.order_by("-id")[:101].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        return "\n".join(line[3] for line in cursor.fetchall())


@pytest.mark.parametrize("what", ["", *SUBJECTS])
def test_what_one_person_changed_is_found_by_who_did_it(olga, what):
    plan = plan_of(Wanted(who=str(olga.pk), what=what).among(changes_visible_to(olga)))
    assert "SCAN" not in plan, plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("what", ["choices", "lists", "people", "departments", "saved_replies"])
def test_changes_of_lists_are_found_among_what_is_of_no_ticket(olga, what):
    plan = plan_of(Wanted(what=what).among(changes_visible_to(olga)))
    assert "event_elsewhere" in plan, plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("who", ["selma", "mia"])
def test_what_others_of_the_team_see_is_found_so_too(request, who):
    plan = plan_of(changes_visible_to(request.getfixturevalue(who)))
    assert "event_elsewhere" in plan, plan
    assert "TEMP B-TREE" not in plan, plan
