"""A proof counts once, in all processes together."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from smartai.foundation.captcha.models import SpentProof
from smartai.foundation.database.spending import spend_once


def spend(digest: str, expires_at: datetime) -> bool:
    """True for exactly one caller. One statement."""
    return spend_once(SpentProof, digest, expires_at)


def remove_expired() -> int:
    return SpentProof.objects.filter(expires_at__lt=timezone.now()).delete()[0]
