"""A browser in which somebody signed in before has tries of its own: what strangers try takes none of them.

Else anybody could keep anybody out by wrong passwords for their address. The cookie names the person, signed,
and is worth nothing but these tries. Frames keep none: what they carry ends with the tab.
"""

from __future__ import annotations

import secrets
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from smartai.core.people.querysets import has_proven
from smartai.foundation.accounts.models import Person
from smartai.web.ui.carried import carried_by

COOKIE: Final = "smartai_known"
SECONDS: Final = 180 * 24 * 3600


def know_browser(request: HttpRequest, response: HttpResponseBase, person: Person) -> None:
    if carried_by(request):
        return
    kept = signing.dumps([person.pk, secrets.token_hex(8)], salt=COOKIE)
    response.set_cookie(
        COOKIE, kept, max_age=SECONDS, httponly=True, secure=settings.HTTPS, samesite="Lax"
    )  # fmt: skip


def tries_for(request: HttpRequest, address: str) -> str:
    """By what tries for the address (normal form) are counted: everybody's together, or this browser's."""
    try:
        pk, browser = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=SECONDS)
    except (signing.BadSignature, TypeError, ValueError):
        return address
    return f"{address} {browser}" if has_proven(pk, address) else address
