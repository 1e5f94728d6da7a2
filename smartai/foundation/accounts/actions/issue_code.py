from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from smartai.foundation.accounts.models import CodePurpose, SignInCode
from smartai.foundation.accounts.secrets import derived, hashed, new_token

LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True)
class IssuedCode:
    """``challenge`` goes to the browser, ``code`` (through its row's id) into the mail."""

    code: SignInCode
    challenge: str


def issue_code(
    address: str,
    purpose: CodePurpose,
    *,
    for_person_id: int | None = None,
    payload: dict[str, Any] | None = None,
) -> IssuedCode:
    """Makes a code for the address (normal form). Sending it is the caller's business.

    Does the same work whether or not anybody has the address.
    """
    challenge = new_token()
    code = SignInCode.objects.create(
        purpose=purpose,
        address=address,
        challenge_hash=hashed(challenge),
        nonce=secrets.token_hex(16),
        for_person_id=for_person_id,
        payload=payload or {},
        expires_at=timezone.now() + LIFETIME,
    )
    return IssuedCode(code=code, challenge=challenge)


def code_digits(code: SignInCode) -> str:
    """The six digits of a code, computed anew each time."""
    number = int.from_bytes(derived("sign-in-code", code.pk, code.nonce)[:8], "big")
    return f"{number % 1_000_000:06d}"
