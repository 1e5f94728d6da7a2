"""A token signs in once, in all processes together."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from smartai.core.identities.models import SpentToken
from smartai.core.identities.models.spent_token import digest_of
from smartai.foundation.database.spending import spend_once
from smartai.lib.site_claims import Told
from smartai.lib.site_tokens import TOLERANCE


def spend_token(panel_id: int, told: Told) -> bool:
    """True for exactly one caller. One statement."""
    ends = datetime.fromtimestamp(told.expires_at + TOLERANCE, UTC)
    return spend_once(SpentToken, digest_of(panel_id, told.token_id), ends)


def remove_expired_tokens() -> int:
    return SpentToken.objects.filter(expires_at__lt=timezone.now()).delete()[0]
