from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections import Counter as Tally
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from pytest_django import Settings

from smartai.foundation.limits import in_redis
from smartai.foundation.limits.allow import allow
from smartai.foundation.limits.models import Counter
from tests.services import redis_url

HOUR = timedelta(hours=1)
NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def healthy() -> Iterator[None]:
    in_redis.forget_failures()
    yield
    in_redis.forget_failures()


@pytest.fixture
def real_redis(settings: Settings) -> str:
    """A key of this test alone, and settings that name a Redis which answers."""
    url = redis_url()
    if url is None:
        assert not os.environ.get("CI"), "CI needs Redis"
        pytest.skip("no Redis on this machine")
    settings.REDIS_URL = url
    return secrets.token_hex(8)


def test_redis_counts_exactly_without_any_statement(real_redis: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: allow("codes", real_redis, 7, HOUR), range(20)))
    assert Tally(answer.ok for answer in answers) == {True: 7, False: 13}
    refused = allow("codes", real_redis, 7, HOUR)
    assert 3590 <= refused.retry_after_seconds <= 3600


@pytest.fixture
def broken_redis(settings: Settings) -> Iterator[list[int]]:
    """A server that hangs up on everybody; one entry for each connection."""
    visits: list[int] = []
    server = socket.create_server(("127.0.0.1", 0))
    settings.REDIS_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"

    def hang_up() -> None:
        with suppress(OSError):  # the end of the test
            while True:
                server.accept()[0].close()
                visits.append(1)

    thread = threading.Thread(target=hang_up)
    thread.start()
    yield visits
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


@pytest.mark.django_db
def test_without_its_redis_a_limit_is_counted_in_the_database(settings: Settings) -> None:
    settings.REDIS_URL = NOBODY_LISTENS
    assert [allow("codes", "alice", 3, HOUR).ok for _ in range(5)] == [True, True, True, False, False]
    assert Counter.objects.count() == 1


@pytest.mark.django_db
def test_a_broken_redis_is_left_alone_for_seconds_and_told_of_once_a_minute(
    broken_redis: list[int], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = time.monotonic
    told = []
    for later in (0, 6, 62):
        monkeypatch.setattr(time, "monotonic", lambda later=later: clock() + later)
        with caplog.at_level(logging.WARNING):
            assert all(allow("codes", "alice", 100, HOUR).ok for _ in range(9))
        told.append(len(caplog.records))
    assert told == [1, 1, 2]
    assert 3 <= len(broken_redis) <= 6
