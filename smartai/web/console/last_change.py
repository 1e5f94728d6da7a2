"""Who changed a thing last, from the stored facts."""

from __future__ import annotations

from typing import Any

from smartai.foundation.events.event import Event
from smartai.foundation.events.models import StoredEvent

RECENT = 5_000
"""Facts that are looked at: what was changed while a page was open is among the newest."""


class About:
    """``About(DepartmentChanged, department_id=7)``: facts of these kinds with these words in them."""

    def __init__(self, *kinds: type[Event], **words: Any) -> None:
        self.kinds = [kind.kind for kind in kinds]
        self.words = words

    def is_told_by(self, fact: StoredEvent) -> bool:
        return all(fact.payload.get(name) == value for name, value in self.words.items())


def last_change(about: About) -> StoredEvent | None:
    """None when no recent fact tells it. Two statements."""
    newest = StoredEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    recent = StoredEvent.objects.filter(pk__gt=newest - RECENT, kind__in=about.kinds).order_by("-pk")
    return next((fact for fact in recent if about.is_told_by(fact)), None)
