from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from smartai.foundation.accounts.models import Person, Session
from smartai.foundation.accounts.secrets import hashed, new_token

LIFETIME = timedelta(days=30)


def start_session(person: Person, *, user_agent: str = "") -> str:
    """Signs a browser in and returns the token for its cookie; the row keeps only the hash."""
    token = new_token()
    Session.objects.create(
        person=person,
        token_hash=hashed(token),
        user_agent=user_agent[:200],
        expires_at=timezone.now() + LIFETIME,
    )
    return token
