"""What a browser is waiting for a code for: kept signed in its own cookie for a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

COOKIE = "smartai_code"
SECONDS = 24 * 3600
SALT = "smartai.pending-code"


@dataclass(frozen=True)
class Pending:
    """``challenge`` goes with the code; ``held`` is a request that waits for it, 0 for none."""

    challenge: str
    purpose: str
    address: str
    next: str = ""
    held: int = 0


def keep_pending(response: HttpResponseBase, pending: Pending) -> None:
    response.set_cookie(
        COOKIE, signing.dumps(asdict(pending), salt=SALT), max_age=SECONDS, httponly=True,
        secure=settings.HTTPS, samesite="Lax", path="/support/",
    )  # fmt: skip


def find_pending(request: HttpRequest) -> Pending | None:
    try:
        return Pending(**signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS))
    except (signing.BadSignature, TypeError):
        return None


def forget_pending(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, path="/support/", samesite="Lax")
