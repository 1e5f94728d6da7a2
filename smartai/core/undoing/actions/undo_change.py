from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from smartai.core.undoing.errors import NothingToUndo, UndoRefused
from smartai.core.undoing.registry import FINAL, UNDOINGS
from smartai.core.undoing.undoing import NOT_KEPT, Undoing
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import Event
from smartai.foundation.events.models import StoredEvent


def can_undo(stored: StoredEvent, *, by: Actor) -> bool:
    """Whether the fact tells what was before, and the actor may make such a change.

    Whether what it left still holds is asked when it is undone: a long list would ask for each row.
    """
    way, fact = _way_and_fact(stored)
    return way is not None and fact is not None and way.told(fact) and way.may(by, fact)


def why_not(stored: StoredEvent, *, by: Actor) -> str:
    """Words for people who could expect an Undo where there is none; empty where nobody would."""
    way, fact = _way_and_fact(stored)
    if way is None:
        return str(FINAL.get(stored.kind, ""))
    if fact is None:
        return str(NOT_KEPT)
    return "" if way.told(fact) or not way.may(by, fact) else str(way.instead)


@transaction.atomic
def undo_change(stored: StoredEvent, *, by: Actor) -> None:
    """What the change found there before holds again. A change like any other, so it can be undone too.

    Raises ``NothingToUndo`` when the fact tells too little, ``NotAllowed``, ``ChangedSince`` when what the
    change left was changed again, ``UndoRefused`` when its place was taken; then nothing was changed.
    """
    way, fact = _way_and_fact(stored)
    if way is None or fact is None or not way.told(fact):
        raise NothingToUndo
    require(way.may(by, fact))
    try:
        with transaction.atomic():
            way.undo(fact, by=by)
    except IntegrityError as taken:
        raise UndoRefused(gettext("Something else took its place a moment ago. Look again.")) from taken


def _way_and_fact(stored: StoredEvent) -> tuple[Undoing[Any] | None, Event | None]:
    """No fact where what was stored lacks something that every fact of its kind has by now."""
    way = UNDOINGS.get(stored.kind)
    try:
        return way, stored.event if way else None
    except TypeError:
        return way, None
