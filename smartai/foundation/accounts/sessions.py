"""Finding who a browser is."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import OperationalError
from django.utils import timezone

from smartai.foundation.accounts.actions.start_session import lifetime_of
from smartai.foundation.accounts.models import Session
from smartai.foundation.accounts.secrets import hashed
from smartai.foundation.database.prepared import Prepared

SESSION_COOKIE = "smartai_session"
SEEN_EVERY = timedelta(minutes=10)

log = structlog.get_logger()

_living = Prepared(
    lambda token, now, scope: Session.objects.select_related("person").filter(
        token_hash=token, expires_at__gt=now, person__active=True, scope=scope
    )
)


def find_session(token: str, scope: str = "") -> Session | None:
    """The living session of a token, with its person, in one statement; of a cookie's without a scope.

    Slides the end of the session forward, at most once in ten minutes.
    """
    now = timezone.now()
    session = _living.first(hashed(token), now, scope)
    if session and now - session.last_seen_at > SEEN_EVERY:
        return _slid(session, now)
    return session


def _slid(session: Session, now: datetime) -> Session | None:
    """A database that can't be written to just now must not keep people from reading."""
    session.last_seen_at, session.expires_at = now, now + lifetime_of(session.scope, stays=session.stays)
    try:
        still = Session.objects.filter(pk=session.pk)
        if still.update(last_seen_at=now, expires_at=session.expires_at):
            return session
    except OperationalError:
        log.warning("session.not_slid", session=session.pk)
        return session
    return None  # ended in another browser just now
