"""How often something may happen, counted for all processes together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.conf import settings
from django.utils.crypto import salted_hmac

from smartai.foundation.limits import in_database
from smartai.foundation.limits.window import Window


@dataclass(frozen=True)
class Allowed:
    """``ok``, or the seconds after which it would be."""

    ok: bool
    retry_after_seconds: int = 0


def allow(bucket: str, key: str, limit: int, per: timedelta) -> Allowed:
    """Counts one more and says whether it was among the first ``limit`` of its window.

    A window begins with the first count and lasts ``per``; refused tries don't lengthen it. ``limit`` 0
    means no limit, and costs nothing. Otherwise one statement, or one Redis call where that is configured;
    a Redis that doesn't answer is replaced by the database, so a limit neither stops the service nor goes
    away. Call it outside of transactions (it refuses otherwise): what is rolled back must count too.
    """
    if limit == 0:
        return Allowed(ok=True)
    window = _counted(_hashed(bucket, key), per)
    if window.count <= limit:
        return Allowed(ok=True)
    return Allowed(ok=False, retry_after_seconds=max(1, ceil(window.rest.total_seconds())))


def _counted(key: str, per: timedelta) -> Window:
    if not settings.REDIS_URL:
        return in_database.count(key, per)
    # Here and not above: the client takes 18 MB, which an installation without Redis does not pay.
    from smartai.foundation.limits import in_redis

    return in_redis.count(key, per) or in_database.count(key, per)


def _hashed(bucket: str, key: str) -> str:
    """Only this installation can tell whose counter it is."""
    text = f"{bucket}\x1f{key}".encode("utf-8", "surrogatepass")
    return salted_hmac("smartai.limits", text, algorithm="sha256").hexdigest()
