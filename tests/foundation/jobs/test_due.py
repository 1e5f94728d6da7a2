"""The rows of the outgoing mail stand for every kind of due row."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from smartai.foundation.jobs import due
from smartai.foundation.jobs.due import DueState, LeaseLost
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.models import OutgoingMail

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(minutes=5)


def owe(number: int) -> None:
    for name in range(number):
        enqueue_mail(key=f"{name}", kind="test", to_address="alice@acme.example", subject="s", text="t")


def claim(limit: int = 10) -> list[OutgoingMail]:
    return due.claim(OutgoingMail.objects.all(), limit=limit, lease=LEASE)


@pytest.mark.django_db
def test_a_claimed_row_is_nobody_elses_until_its_lease_runs_out() -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        owe(2)
        assert len(claim(limit=1)) == 1
        assert len(claim()) == 1
        assert claim() == []
        clock.shift(LEASE)
        assert [row.attempts for row in claim()] == [2, 2]


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_never_claim_the_same_row() -> None:
    owe(40)

    def claim_all(_: int) -> list[int]:
        taken: list[int] = []
        while rows := claim(limit=3):
            taken += [row.pk for row in rows]
        connection.close()
        return taken

    with ThreadPoolExecutor(4) as workers:
        claimed = [pk for taken in workers.map(claim_all, range(4)) for pk in taken]
    assert len(claimed) == len(set(claimed)) == 40


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_changes_nothing() -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        owe(2)
        late = claim()
        clock.shift(LEASE)
        claim(limit=1)
        for attempt in (
            lambda: due.settle(late[0]),
            lambda: due.put_off(late[0], "late", max_attempts=3),
            lambda: due.settle_all(late),
        ):
            with pytest.raises(LeaseLost):
                attempt()
    assert OutgoingMail.objects.filter(state=DueState.WAITING, last_error="").count() == 2


@pytest.mark.django_db
def test_pauses_grow_until_the_row_is_given_up() -> None:
    owe(1)
    pauses = []
    with time_machine.travel(NINE + timedelta(days=365 * 10), tick=False) as clock:
        while rows := claim():
            due.put_off(rows[0], "no answer\0\ud800", max_attempts=7)
            row = OutgoingMail.objects.get()
            if row.state == DueState.WAITING:
                pauses.append((row.next_attempt_at - datetime.now(UTC)).total_seconds() / 60)
                clock.move_to(row.next_attempt_at)
    assert pauses == [1, 5, 15, 60, 240, 240]
    assert (row.state, row.attempts, row.last_error) == (DueState.GIVEN_UP, 7, "no answer\ufffd")


@pytest.mark.django_db
def test_a_given_up_row_can_be_tried_again_with_all_its_attempts() -> None:
    owe(1)
    due.give_up(claim()[0], "refused")
    assert claim() == []
    assert due.try_again(OutgoingMail.objects.all()) == 1
    assert claim()[0].attempts == 1


@pytest.mark.django_db
def test_a_row_given_back_is_due_at_once_and_counts_no_attempt() -> None:
    owe(1)
    due.give_back(claim()[0])
    assert claim()[0].attempts == 1


@pytest.mark.django_db
def test_rows_of_one_claim_are_settled_together() -> None:
    owe(3)
    due.settle_all(claim())
    assert OutgoingMail.objects.filter(state=DueState.DONE, leased_until=None).count() == 3


@pytest.mark.django_db
def test_nothing_due_costs_one_read(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert claim() == []
