from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from smartai.foundation.accounts.models import PendingSignIn, Person
from smartai.foundation.accounts.secrets import hashed, new_token

LIFETIME = timedelta(minutes=15)


def begin_sign_in(
    person: Person, *, scope: str = "", stays: bool = False, place: str = "", password_hash: str = ""
) -> str:
    """Remembers that the first proof was right; returns the token for the browser. It signs nobody in."""
    token = new_token()
    PendingSignIn.objects.create(
        person=person,
        token_hash=hashed(token),
        scope=scope,
        stays=stays,
        place=place,
        password_hash=password_hash,
        expires_at=timezone.now() + LIFETIME,
    )
    return token


def pending_sign_in(token: str, scope: str) -> PendingSignIn | None:
    """Who waits in this browser, in this place, and is still let in."""
    return (
        PendingSignIn.objects.select_related("person")
        .filter(token_hash=hashed(token), scope=scope, expires_at__gt=timezone.now(), person__active=True)
        .first()
    )


def end_pending(pending: PendingSignIn) -> bool:
    """True for exactly one caller: a second step is done once."""
    return bool(PendingSignIn.objects.filter(pk=pending.pk).delete()[0])


def remove_ended_sign_ins() -> int:
    return PendingSignIn.objects.filter(expires_at__lt=timezone.now()).delete()[0]
