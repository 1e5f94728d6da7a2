from __future__ import annotations

from smartai.core.undoing.actions import undo_change
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.models import StoredEvent


def newest(kind: str = "") -> StoredEvent:
    facts = StoredEvent.objects.filter(kind=kind) if kind else StoredEvent.objects.all()
    fact = facts.order_by("-pk").first()
    assert fact is not None
    return fact


def undo_newest(*, by: Actor) -> None:
    undo_change(newest(), by=by)


def former(kind: str, **payload: object) -> StoredEvent:
    """A fact as it was recorded before it told what was before."""
    return StoredEvent.objects.create(kind=kind, audience="team", payload=payload)
