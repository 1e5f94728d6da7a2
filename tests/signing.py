"""Tokens as a site's server makes them."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from typing import Any

PANEL = "pk_8Qm2"
SECRET = "a shared secret of 256 bits, or so one hopes"


def claims(now: float, panel: str = PANEL, **changes: Any) -> dict[str, Any]:
    """What is None in ``changes`` is not there."""
    whole = {
        "aud": panel, "sub": "user-1842", "email": "alice@lake.example", "email_verified": True,
        "name": "Alice Lake", "org": "Lake", "attrs": {"plan": "business"},
        "iat": int(now), "exp": int(now) + 600, "jti": secrets.token_hex(8), **changes,
    }  # fmt: skip
    return {name: value for name, value in whole.items() if value is not None}


def part(words: Any) -> str:
    return _encoded(json.dumps(words).encode())


def signed(words: dict[str, Any], *, kid: str, secret: str, header: dict[str, Any] | None = None) -> str:
    top = {"alg": "HS256", "kid": kid, "typ": "JWT", **(header or {})}
    said = f"{part({name: value for name, value in top.items() if value is not None})}.{part(words)}"
    return f"{said}.{_encoded(hmac.new(secret.encode(), said.encode(), hashlib.sha256).digest())}"


def _encoded(text: bytes) -> str:
    return urlsafe_b64encode(text).decode().rstrip("=")
