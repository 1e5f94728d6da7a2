from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from smartai.foundation.accounts.models import Person, Session
from smartai.foundation.accounts.secrets import hashed, new_token

LIFETIME = timedelta(days=30)
LIFETIME_ELSEWHERE = timedelta(hours=12)


def start_session(person: Person, *, user_agent: str = "", scope: str = "", stays: bool = False) -> str:
    """Signs a browser in and returns the token for its cookie; the row keeps only the hash.

    With a ``scope`` the session counts there only, and ends after half a day without a visit, or ``stays``.
    """
    token = new_token()
    Session.objects.create(
        person=person,
        token_hash=hashed(token),
        scope=scope,
        stays=stays,
        user_agent=user_agent[:200],
        expires_at=timezone.now() + lifetime_of(scope, stays=stays),
    )
    return token


def lifetime_of(scope: str, *, stays: bool = False) -> timedelta:
    """Without a visit."""
    return LIFETIME_ELSEWHERE if scope and not stays else LIFETIME
