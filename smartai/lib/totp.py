"""Codes that a phone and we compute from a secret and the time (RFC 6238: SHA-1, 6 digits, 30 seconds)."""

from __future__ import annotations

import hmac
from base64 import b32encode
from typing import Final
from unicodedata import decimal
from urllib.parse import quote, urlencode

STEP: Final = 30
"""Seconds that a code holds."""
DIGITS: Final = 6
DRIFT: Final = 1
"""Steps that a phone's clock may be early or late."""


def code_at(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(seconds: float) -> int:
    """``seconds`` since 1970."""
    return int(seconds) // STEP


def step_that_fits(secret: bytes, typed: str, now: float, *, after: int = 0) -> int | None:
    """The time step whose code was typed; only steps later than ``after``, which was used before."""
    found = None
    for step in range(step_of(now) - DRIFT, step_of(now) + DRIFT + 1):
        if (
            hmac.compare_digest(code_at(secret, step).encode(), typed.encode("utf-8", "replace"))
            and step > after
        ):
            found = step
    return found


def digits_of(typed: str) -> str:
    """Spaces go; digits of any script are digits."""
    return "".join(str(decimal(character)) for character in typed if character.isdecimal())


def secret_text(secret: bytes) -> str:
    """As apps take it when it is typed."""
    return b32encode(secret).decode().rstrip("=")


def key_address(secret: bytes, *, account: str, issuer: str) -> str:
    """What a QR code of the secret says (``otpauth://``)."""
    issuer = issuer.replace(":", " ")
    label = quote(f"{issuer}:{account}", safe="")
    asks = urlencode({"secret": secret_text(secret), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{label}?{asks}"
