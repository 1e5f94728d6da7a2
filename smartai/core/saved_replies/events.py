from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class SavedReplyChanged(Event):
    """It was made, changed, removed or brought back: ``what`` says so in one word."""

    kind = "saved_replies.changed"

    reply_id: int
    name: str
    what: str
