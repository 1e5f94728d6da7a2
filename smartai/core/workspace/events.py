from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from smartai.foundation.events.event import ChangeEvent, Event


@dataclass(frozen=True, kw_only=True)
class ChoicesChanged(Event):
    """``before`` and ``after`` are the values by name; secrets are among the ``names`` alone."""

    kind = "workspace.choices_changed"

    group: str
    names: list[str]
    version: int
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


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


@dataclass(frozen=True, kw_only=True)
class FirstStepsChanged(Event):
    """One of the first steps was done or left for later, or what is left was put away (no ``step``)."""

    kind = "workspace.first_steps_changed"

    step: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PanelChecked(Event):
    """A page of a site was looked at: does it embed the panel, and is it let."""

    kind = "workspace.panel_checked"

    panel_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PanelCreated(Event):
    kind = "workspace.panel_created"

    panel_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PanelChanged(ChangeEvent):
    """Its name, the sites that may embed it, whether any may, or its key."""

    kind = "workspace.panel_changed"

    panel_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PanelChoicesChanged(Event):
    """``before`` and ``after`` are the panel's own values; one that is missing followed the workspace."""

    kind = "workspace.panel_choices_changed"

    panel_id: int
    group: str
    names: list[str]
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
