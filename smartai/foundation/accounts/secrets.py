"""Random tokens, their hashes at rest, and values derived from the application's secret."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token. Tokens have enough entropy to need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def derived(purpose: str, *parts: object) -> bytes:
    """32 bytes that only this installation can compute (HMAC-SHA256)."""
    text = "\x1f".join([purpose, *map(str, parts)])
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()
