"""The link beside a code in its mail: it fills the code in, in the browser that asked and in no other."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode

from django.utils import timezone

from smartai.foundation.accounts.actions.check_code import TRIES
from smartai.foundation.accounts.actions.issue_code import code_digits
from smartai.foundation.accounts.models import SignInCode
from smartai.foundation.accounts.secrets import derived, hashed


def code_key(code: SignInCode) -> str:
    """The 256 bits that stand in the link's address, computed anew each time."""
    return urlsafe_b64encode(derived("sign-in-code-link", code.pk, code.nonce)).rstrip(b"=").decode()


def digits_by_link(challenge: str, key: str) -> str:
    """The digits of a code that still works, for a browser that has its challenge and the key of its mail.

    Else "". Changes nothing: the code is used, and the try counted, when the digits are sent.
    """
    code = SignInCode.objects.filter(
        challenge_hash=hashed(challenge), used_at=None, expires_at__gt=timezone.now(), tries__lt=TRIES
    ).first()
    if code is None:
        return ""
    fits = hmac.compare_digest(code_key(code).encode(), key.encode("utf-8", "surrogatepass"))
    return code_digits(code) if fits else ""
