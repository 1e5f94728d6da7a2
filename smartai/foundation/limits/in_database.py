"""Counters as rows: exact across processes and machines, one statement for each count."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from smartai.foundation.limits.models import Counter
from smartai.foundation.limits.window import Window

_UPSERT = """
    INSERT INTO limits_counter (key, count, ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN limits_counter.ends_at <= %s THEN 1 ELSE limits_counter.count + 1 END,
        ends_at = CASE WHEN limits_counter.ends_at <= %s THEN excluded.ends_at ELSE limits_counter.ends_at END
    RETURNING count, ends_at
"""
_MILLISECOND = timedelta(milliseconds=1)


def count(key: str, per: timedelta) -> Window:
    """Commits by itself. Raises ``RuntimeError`` inside a transaction: a rollback would forget it."""
    now = now_in_milliseconds()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(_UPSERT, [key, now + per // _MILLISECOND, now, now])
        counted, ends_at = cursor.fetchone()
    return Window(count=counted, rest=(ends_at - now) * _MILLISECOND)


def remove_ended() -> int:
    """How many rows of ended windows went."""
    return Counter.objects.filter(ends_at__lte=now_in_milliseconds()).delete()[0]


def now_in_milliseconds() -> int:
    return int(timezone.now().timestamp() * 1000)
