from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import ChangeEvent


@dataclass(frozen=True, kw_only=True)
class SavedReplyChanged(ChangeEvent):
    """It was made, changed, removed or brought back: ``what`` says so in a word or two.

    ``person_id`` is whose own it is, None where it is shared; in former facts it is 0. The words of one's own
    are in no fact: others read facts.
    """

    kind = "saved_replies.changed"

    reply_id: int
    name: str
    what: str
    person_id: int | None = 0
