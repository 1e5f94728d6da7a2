from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from smartai.foundation.accounts.models import SpentChallenge
from smartai.foundation.accounts.secrets import hashed

KEPT = timedelta(hours=1)
"""Longer than any challenge is taken for."""
_INSERT = "INSERT INTO accounts_spentchallenge (digest, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def spend_challenge(purpose: str, challenge: str) -> bool:
    """True for exactly one caller, in all processes together. One statement."""
    values = [
        hashed(f"{purpose}\x1f{challenge}"),
        connection.ops.adapt_datetimefield_value(timezone.now() + KEPT),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        return bool(cursor.rowcount == 1)


def remove_spent_challenges() -> int:
    return SpentChallenge.objects.filter(expires_at__lt=timezone.now()).delete()[0]
