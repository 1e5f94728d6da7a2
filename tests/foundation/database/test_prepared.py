"""Reads whose SQL is built once: they answer as their query sets would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.db.models import F
from django.utils import timezone

from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.database import prepared
from smartai.foundation.database.prepared import Prepared, prepare_all
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db

BY_TITLE = Prepared(lambda title: Ticket.objects.select_related("requester").filter(title=title))
SINCE = Prepared(lambda since, ended: Ticket.objects.filter(created_at__gt=since, ended=ended).order_by("pk"))
TITLES = Prepared(lambda: Ticket.objects.order_by("title").values_list("title", flat=True))
PAIRS = Prepared(lambda person: Ticket.objects.filter(requester=person).values_list("pk", "created_at"))


@pytest.fixture(autouse=True)
def known_here_alone(monkeypatch):
    """Some are wrong: nobody else prepares what these tests make."""
    monkeypatch.setattr(prepared, "_known", [])


def test_all_that_is_known_can_be_prepared_before_it_is_used(alice, open_request, django_assert_num_queries):
    later = Prepared(lambda title: Ticket.objects.filter(title=title))
    with django_assert_num_queries(0):
        prepare_all()
    before = later.prepare()
    open_request(alice, title="Export stops")
    assert [ticket.title for ticket in later.all("Export stops")] == ["Export stops"]
    assert later.prepare() is before


def test_it_makes_whole_rows_with_their_related_rows_in_one_statement(
    alice, open_request, django_assert_num_queries
):
    open_request(alice, title="Export stops")
    with django_assert_num_queries(1):
        found = BY_TITLE.first("Export stops")
        assert found is not None
        assert found.requester.name == "Alice Lake"
    assert found.created_at == Ticket.objects.get(pk=found.pk).created_at


def test_values_of_one_use_do_not_stay_for_the_next(alice, open_request):
    open_request(alice, title="First")
    open_request(alice, title="Second")
    asked = ["First", "Second", "Third", "First"]
    assert [[ticket.title for ticket in BY_TITLE.all(title)] for title in asked] == [
        ["First"],
        ["Second"],
        [],
        ["First"],
    ]


@pytest.mark.parametrize(("hours", "found"), [(-1, 1), (1, 0)])
def test_moments_are_compared_as_moments(alice, open_request, hours, found):
    open_request(alice)
    assert len(SINCE.all(timezone.now() + timedelta(hours=hours), False)) == found
    assert SINCE.all(timezone.now() + timedelta(hours=hours), True) == []


def test_it_gives_single_values_and_tuples_too(alice, open_request):
    second, first = open_request(alice, title="B"), open_request(alice, title="A")
    assert TITLES.all() == ["A", "B"]
    assert sorted(PAIRS.all(alice.pk)) == [(second.pk, second.created_at), (first.pk, first.created_at)]


@pytest.mark.parametrize("title", ["' OR 1=1 --", "%s", "%(x)s", "\\'", "ünï\u202ecode"])
def test_a_value_is_never_part_of_the_sql(alice, open_request, title):
    open_request(alice, title="Export stops")
    assert BY_TITLE.all(title) == []


def test_columns_beside_the_model_and_what_django_reads_of_the_database_come_along(alice, open_request):
    ticket = open_request(alice, title="Export stops")
    fact = StoredEvent.objects.get(ticket_id=ticket.pk)
    asked = Prepared(lambda pk: StoredEvent.objects.filter(pk=pk).annotate(twice=F("ticket_id") * 2))
    found: Any = asked.first(fact.pk)
    assert (found, found.payload, found.twice) == (fact, fact.payload, ticket.pk * 2)
    assert found.created_at == fact.created_at


def test_a_row_without_its_related_row_says_none(alice, open_request):
    ticket = open_request(alice)
    found = Prepared(lambda pk: Ticket.objects.select_related("assignee").filter(pk=pk)).first(ticket.pk)
    assert found is not None
    assert found.assignee is None


def test_what_it_cannot_make_is_refused_when_it_is_used_first():
    with pytest.raises(TypeError, match="models, tuples or single values"):
        Prepared(lambda: Ticket.objects.values("pk")).all()


def test_prefetches_are_refused_when_it_is_used_first():
    with pytest.raises(TypeError, match="prefetches"):
        Prepared(lambda: Message.objects.prefetch_related("attachments")).all()


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_sql_and_not_the_connection(alice, open_request):
    open_request(alice, title="Export stops")

    def look(_: int) -> bool:
        try:
            return BY_TITLE.first("Export stops") is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(look, range(20)))
