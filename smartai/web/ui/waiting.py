"""What a browser waits for after a code was mailed: kept in a signed cookie of that browser alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from time import time
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from smartai.core.people.actions import request_code
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import CodePurpose, SignInCode
from smartai.foundation.accounts.secrets import hashed
from smartai.web.ui.known_browser import tries_for
from smartai.web.ui.pace import count, network

COOKIE = "smartai_code"
KEPT = 24 * 3600  # seconds, as long as a held request
PAUSE = 30  # seconds between two codes: a mail takes a moment
NETWORK_FACTOR = 6  # an office behind one address asks for more codes than one person


@dataclass(frozen=True)
class Waiting:
    """``challenge`` is the browser's half of the code. ``next`` is a path of ours, ``held`` a held request,
    ``digest`` tells whether a form that is sent again is still the same, ``draft`` names the text that the
    device keeps. ``sent_at`` is in seconds since 1970; ``key`` came with the link of the mail. Whoever wants
    to ``stay`` signed in said so before.
    """

    address: str
    purpose: str = CodePurpose.SIGN_IN
    challenge: str = ""
    next: str = ""
    known_only: bool = False
    held: int = 0
    digest: str = ""
    draft: str = ""
    at_desk: bool = False
    sent_at: int = 0
    key: str = ""
    stay: bool = False

    @property
    def pause(self) -> int:
        """Seconds until another code may follow."""
        return max(0, self.sent_at + PAUSE - int(time()))


def send_code(request: HttpRequest, waiting: Waiting, payload: dict[str, Any] | None = None) -> Waiting:
    """Has a code mailed; the same work and answer for known and unknown addresses. Raises ``TooOften``."""
    limit = choices().protection.codes_per_hour
    count("code-network", network(request), limit * NETWORK_FACTOR)
    count("code-address", tries_for(request, waiting.address), limit)
    challenge = request_code(
        waiting.address,
        CodePurpose(waiting.purpose),
        by=NOBODY,
        language=translation.get_language() or "",
        known_only=waiting.known_only,
        payload=payload,
    )
    return replace(waiting, challenge=challenge, sent_at=int(time()), key="")


def send_again(request: HttpRequest, waiting: Waiting) -> Waiting:
    """A new code for the same; the one before ends with the browser's half of it."""
    before = SignInCode.objects.filter(challenge_hash=hashed(waiting.challenge)).first()
    return send_code(request, waiting, payload=before.payload if before else None)


def remember(response: HttpResponseBase, waiting: Waiting) -> None:
    kept = signing.dumps(asdict(waiting), salt=COOKIE, compress=True)
    response.set_cookie(
        COOKIE, kept, max_age=KEPT, httponly=True, secure=settings.HTTPS, samesite="Lax"
    )  # fmt: skip


def waiting_of(request: HttpRequest) -> Waiting | None:
    try:
        return Waiting(**signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def forget(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
