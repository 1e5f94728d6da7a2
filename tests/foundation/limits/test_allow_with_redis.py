from __future__ import annotations

import logging
import os
import secrets
from collections import Counter as Tally
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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


@pytest.mark.django_db
def test_without_its_redis_a_limit_is_counted_in_the_database_and_told_once(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = NOBODY_LISTENS
    with caplog.at_level(logging.WARNING):
        answers = [allow("codes", "alice", 3, HOUR).ok for _ in range(5)]
    assert answers == [True, True, True, False, False]
    assert Counter.objects.count() == 1
    assert len(caplog.records) == 1
