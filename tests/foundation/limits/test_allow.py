from __future__ import annotations

from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from smartai.foundation.jobs.sweep import Sweep
from smartai.foundation.limits.allow import allow
from smartai.foundation.limits.in_database import remove_ended
from smartai.foundation.limits.models import Counter
from smartai.foundation.limits.network import network_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def tries(count: int, limit: int = 3, key: str = "alice@customer.example") -> list[bool]:
    return [allow("codes", key, limit, HOUR).ok for _ in range(count)]


def test_the_first_of_a_window_pass_and_the_next_are_told_when_to_come_back() -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False) as clock:
        assert tries(4) == [True, True, True, False]
        clock.shift(timedelta(minutes=20))
        refused = allow("codes", "alice@customer.example", 3, HOUR)
        assert (refused.ok, refused.retry_after_seconds) == (False, 2400)
        clock.shift(timedelta(minutes=40))
        assert tries(4) == [True, True, True, False]


def test_buckets_and_keys_are_counted_apart() -> None:
    tries(3)
    assert tries(1, key="bob@customer.example") == [True]
    assert allow("sign-ins", "alice@customer.example", 3, HOUR).ok


def test_a_limit_of_zero_is_off_and_costs_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert tries(50, limit=0) == [True] * 50


def test_nobody_can_be_read_from_the_counters_and_any_key_is_accepted() -> None:
    tries(1)
    tries(1, key="\x00\ud800" * 5000)
    for counter in Counter.objects.all():
        assert len(counter.key) == 64
        assert "alice" not in counter.key


def test_counters_of_ended_windows_are_swept() -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False) as clock:
        tries(1)
        clock.shift(timedelta(minutes=30))
        tries(1, key="bob@customer.example")
        clock.shift(timedelta(minutes=30))
        assert Sweep("limits", remove_ended).drain() == 1
        assert Counter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_must_count_so_transactions_are_refused() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tries(1)


def tries_of_a_thread(count: int) -> list[bool]:
    try:
        return tries(count, limit=25)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_count_is_exact_when_everybody_comes_at_once() -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = [ok for oks in threads.map(tries_of_a_thread, [10] * 8) for ok in oks]
    assert Tally(answers) == {True: 25, False: 55}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2%eth0", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
        ("x\x00" * 9, "unknown"),
    ],
)
def test_one_customer_of_a_provider_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
