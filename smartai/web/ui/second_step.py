"""Between the two steps of signing in: who waits, in a cookie; and an app's new secret until it counts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actions import pending_sign_in
from smartai.foundation.accounts.models import PendingSignIn, Person
from smartai.foundation.accounts.models.second_step import second_step_secret
from smartai.foundation.accounts.recovery_codes import is_recovery_code
from smartai.lib.totp import key_address, secret_text
from smartai.web.ui.carried import carried_by
from smartai.web.ui.pace import count, network

PENDING_COOKIE: Final = "smartai_pending"
PENDING_SECONDS: Final = 15 * 60
SETUP_COOKIE: Final = "smartai_second_step"
SETUP_SECONDS: Final = 3600
TRIES_AN_HOUR: Final = 10
"""With codes of one person's app, wherever they come from: six digits are few."""


@dataclass(frozen=True)
class Setup:
    """What an app is told, as a picture and as text."""

    nonce: str
    picture: SafeString
    text: str
    address: str


def pending_of(request: HttpRequest) -> PendingSignIn | None:
    token = request.COOKIES.get(PENDING_COOKIE, "")
    carried = carried_by(request)
    return pending_sign_in(token, carried.scope if carried else "") if 20 <= len(token) <= 64 else None


def wait_for_second_step(response: HttpResponseBase, token: str) -> None:
    response.set_cookie(
        PENDING_COOKIE, token, max_age=PENDING_SECONDS, httponly=True, secure=settings.HTTPS, samesite="Lax"
    )  # fmt: skip


def wait_no_more(response: HttpResponseBase) -> None:
    response.delete_cookie(PENDING_COOKIE, samesite="Lax")


def count_try(request: HttpRequest, person: Person, code: str) -> None:
    """Only of whoever gave the first proof: nobody else uses a person's tries up. Raises ``TooOften``.

    A recovery code is too long to be guessed: it works when the tries are used up. Outside of transactions.
    """
    count_set_up(request)
    if not is_recovery_code(code):
        why = gettext("Too many codes of the app were tried. A recovery code works at once.")
        count("second-step-person", str(person.pk), TRIES_AN_HOUR, why=why)


def count_set_up(request: HttpRequest) -> None:
    """A new app's first code proves nothing but that the app is right: there is nothing to guess."""
    count("second-step-network", network(request), choices().protection.sign_ins_per_hour)


def setup_of(request: HttpRequest, person: Person) -> Setup:
    """The secret that this browser was shown before, else a new one.

    It is bound to browser and person: whoever else begins to set one up meanwhile sees another secret.
    """
    try:
        pk, nonce = signing.loads(
            request.COOKIES.get(SETUP_COOKIE, ""), salt=SETUP_COOKIE, max_age=SETUP_SECONDS
        )
    except (signing.BadSignature, TypeError, ValueError):
        pk, nonce = 0, ""
    nonce = nonce if pk == person.pk else secrets.token_hex(16)
    secret = second_step_secret(person.pk, nonce)
    address = key_address(secret, account=person.email, issuer=choices().brand.name)
    return Setup(nonce, _drawn(address), _in_fours(secret_text(secret)), address)


def keep_setup(response: HttpResponseBase, person: Person, setup: Setup) -> None:
    kept = signing.dumps([person.pk, setup.nonce], salt=SETUP_COOKIE)
    response.set_cookie(
        SETUP_COOKIE, kept, max_age=SETUP_SECONDS, httponly=True, secure=settings.HTTPS, samesite="Lax"
    )  # fmt: skip


def forget_setup(response: HttpResponseBase) -> None:
    response.delete_cookie(SETUP_COOKIE, samesite="Lax")


def _drawn(address: str) -> SafeString:
    # Here and not above: the library is needed on this page alone.
    import segno

    drawn = segno.make(address, error="m", micro=False).svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # made of squares; no text of anybody is in it


def _in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
