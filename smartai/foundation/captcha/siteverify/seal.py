"""Says which form a token belongs to, where the provider does not, and since when it can have been solved."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing
from django.utils import timezone

VALID_FOR: Final = timedelta(hours=24)
"""As long as a form: its writer may take the day, and solve the widget at its end."""
_LONGEST: Final = 200


@dataclass(frozen=True)
class Seal:
    """``text`` travels with the browser, which cannot make one up."""

    text: str
    nonce: str
    made_at: datetime


def new_seal(purpose: str) -> Seal:
    """``purpose`` has no colon."""
    now, nonce = timezone.now(), secrets.token_hex(8)
    text = _signer().sign(f"{purpose}:{int(now.timestamp())}:{nonce}")
    return Seal(text, nonce, now)


def opened(text: str, purpose: str) -> Seal | None:
    """None when it is forged, of another form, or older than ``VALID_FOR``."""
    try:
        of_purpose, made, nonce = _signer().unsign(text[:_LONGEST]).split(":")
    except (signing.BadSignature, ValueError):
        return None
    made_at = datetime.fromtimestamp(int(made), UTC)
    fresh = timezone.now() - made_at <= VALID_FOR
    return Seal(text, nonce, made_at) if of_purpose == purpose and fresh else None


def _signer() -> signing.Signer:
    return signing.Signer(salt="smartai.captcha.seal")
