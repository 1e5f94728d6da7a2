"""A proof counts once, in all processes together."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils import timezone

from smartai.foundation.captcha.models import SpentProof

_INSERT = "INSERT INTO captcha_spentproof (digest, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def spend(digest: str, expires_at: datetime) -> bool:
    """True for exactly one caller. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [digest, connection.ops.adapt_datetimefield_value(expires_at)])
        return bool(cursor.rowcount == 1)


def remove_expired() -> int:
    return SpentProof.objects.filter(expires_at__lt=timezone.now()).delete()[0]
