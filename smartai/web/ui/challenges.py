"""A challenge for an authenticator: kept, signed, in the browser that asked for it, for some minutes."""

from __future__ import annotations

import json
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from smartai.foundation.accounts.errors import PasskeyRefused

COOKIE: Final = "smartai_challenge"
SECONDS: Final = 15 * 60
LONGEST_ANSWER: Final = 40_000


def keep_challenge(response: HttpResponseBase, challenge: str, purpose: str) -> None:
    kept = signing.dumps([purpose, challenge], salt=COOKIE)
    response.set_cookie(
        COOKIE, kept, max_age=SECONDS, httponly=True, secure=settings.HTTPS, samesite="Strict"
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"


def kept_challenge(request: HttpRequest, purpose: str) -> str:
    """Raises ``PasskeyRefused`` when this browser asked for none, for something else, or long ago."""
    try:
        of_purpose, challenge = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=SECONDS)
    except (signing.BadSignature, TypeError, ValueError):
        raise PasskeyRefused("no challenge in this browser") from None
    if of_purpose != purpose:
        raise PasskeyRefused("a challenge for something else")
    return str(challenge)


def forget_challenge(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")


def answer_of(request: HttpRequest) -> dict[str, Any]:
    """What the authenticator said, as the browser's script sent it. Raises ``PasskeyRefused``."""
    text = request.POST.get("answer", "")
    try:
        answer = json.loads(text) if 0 < len(text) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise PasskeyRefused("no answer")
    return answer
