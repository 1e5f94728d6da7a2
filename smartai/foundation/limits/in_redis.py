"""Counters in Redis, for several machines. What goes wrong there means "no answer", never an error."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from functools import lru_cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from smartai.foundation.limits.window import Window

logger = logging.getLogger(__name__)

# Counting and setting the end is one step: a counter can't be left without an end.
_COUNT = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('PTTL', KEYS[1])}
"""
_PATIENCE = 0.25  # seconds; a limit must not be slower than what it limits
_LEFT_ALONE = 5.0  # seconds without asking again after a failure
_LOG_EVERY = 60.0


class _Health:
    ask_again_at = 0.0
    log_again_at = 0.0


_health = _Health()


def count(key: str, per: timedelta) -> Window | None:
    """None when Redis does not answer; then it is left alone for some seconds."""
    if time.monotonic() < _health.ask_again_at:
        return None
    try:
        counted, rest = _client(settings.REDIS_URL).eval(  # type: ignore[no-untyped-call, misc, unused-ignore]
            _COUNT, 1, f"smartai:limit:{key}", per // timedelta(milliseconds=1)
        )
    except (redis.RedisError, OSError) as error:
        _note_failure(error)
        return None
    return Window(count=int(counted), rest=timedelta(milliseconds=int(rest)))


@lru_cache(maxsize=1)
def _client(url: str) -> redis.Redis:
    """One retry, and only on a connection that ended: after a timeout the count may have been made."""
    once = Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,))
    return redis.Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE, retry=once)


def _note_failure(error: Exception) -> None:
    now = time.monotonic()
    _health.ask_again_at = now + _LEFT_ALONE
    if now >= _health.log_again_at:
        _health.log_again_at = now + _LOG_EVERY
        logger.warning("Redis does not answer, limits are counted in the database: %s", error)


def forget_failures() -> None:
    """Redis is asked again at once: between tests."""
    _health.ask_again_at = _health.log_again_at = 0.0
