from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class ChoicesChanged(Event):
    kind = "workspace.choices_changed"

    group: str
    names: list[str]
    version: int
