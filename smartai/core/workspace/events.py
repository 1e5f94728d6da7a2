from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class ChoicesChanged(Event):
    kind = "workspace.choices_changed"

    group: str
    names: list[str]
    version: int


@dataclass(frozen=True, kw_only=True)
class MailDismissed(Event):
    """An undelivered mail was put away. Neither address nor words: they may be erased, facts stay."""

    kind = "workspace.mail_dismissed"

    ticket_id: int | None
    mail_id: int


@dataclass(frozen=True, kw_only=True)
class MailRestored(Event):
    kind = "workspace.mail_restored"

    ticket_id: int | None
    mail_id: int
