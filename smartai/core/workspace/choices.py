"""Reading the owner's choices: cheap, typed, at most a second old; those of a panel where one speaks."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from pydantic import BaseModel, ConfigDict, ValidationError

from smartai.core.workspace.groups import (
    Brand,
    Group,
    Helpfulness,
    Hours,
    Labels,
    MailWords,
    OutgoingMail,
    Panel,
    Protection,
    Registration,
    RequestForm,
    Requests,
    Retention,
    SignIn,
    Team,
    Welcome,
    Widget,
)
from smartai.core.workspace.models import SupportPanel, Workspace

FRESH_FOR = 1.0  # seconds until another process's change is seen
Stored = Mapping[str, Mapping[str, Any]]
"""Values by group and name."""


class Choices(BaseModel):
    """All choices of one version."""

    model_config = ConfigDict(frozen=True)

    version: int = 0
    brand: Brand = Brand()
    panel: Panel = Panel()
    welcome: Welcome = Welcome()
    labels: Labels = Labels()
    form: RequestForm = RequestForm()
    requests: Requests = Requests()
    hours: Hours = Hours()
    retention: Retention = Retention()
    helpfulness: Helpfulness = Helpfulness()
    sign_in: SignIn = SignIn()
    registration: Registration = Registration()
    team: Team = Team()
    protection: Protection = Protection()
    mail: OutgoingMail = OutgoingMail()
    words: MailWords = MailWords()
    widget: Widget = Widget()


GROUPS: dict[str, type[Group]] = {
    name: field.annotation  # type: ignore[misc]  # every field but version is a Group
    for name, field in Choices.model_fields.items()
    if name != "version"
}


OF_PANELS: Final = (
    "brand", "panel", "welcome", "labels", "form", "hours", "sign_in", "registration", "protection", "words",
    "widget",
)  # fmt: skip
"""The groups that a panel may decide for itself."""


@dataclass(frozen=True)
class Panelled:
    """A panel as its visitors meet it: the workspace's choices with its own on top."""

    pk: int
    key: str
    name: str
    is_default: bool
    active: bool
    origins: tuple[str, ...]
    choices: Choices

    def scope_at(self, host: str) -> str:
        """Where a session that begins in its frame counts: in this panel, on this site."""
        return f"{self.key} {host}"


class _Kept:
    choices: Choices | None = None
    stored: Stored = {}
    first_steps: Mapping[str, str] = {}
    looked_at: float = 0.0
    panels: tuple[Panelled, ...] | None = None


@dataclass(frozen=True)
class _Tried:
    choices: Choices
    panels: tuple[Panelled, ...]


_kept = _Kept()
_speaking: ContextVar[str] = ContextVar("smartai_panel", default="")
_tried: ContextVar[_Tried | None] = ContextVar("smartai_tried", default=None)


def choices() -> Choices:
    """The owner's choices, of the panel that is spoken for (``speaking_for``), else of the workspace.

    One small statement a second and process at most, and one more for the panels where one is asked for
    after a change; none otherwise.
    """
    known = _choices_of_workspace()
    panel = current_panel()
    return panel.choices if panel else known


def agent_name(name: str) -> str:
    """A colleague's name as customers may see it, anywhere: the brand's where the owner hides agents."""
    known = choices()
    return name if name and known.panel.show_agent_details else known.brand.name


def current_panel() -> Panelled | None:
    """The panel that is spoken for; None on our own pages, which are the default one's."""
    key = _speaking.get()
    return next((panel for panel in panels() if panel.key == key), None) if key else None


def first_steps() -> Mapping[str, str]:
    """How far the first five minutes are (see ``Workspace``); read together with the choices."""
    _choices_of_workspace()
    return _kept.first_steps


@contextmanager
def speaking_for(key: str) -> Iterator[None]:
    """Within it ``choices()`` are those of the panel; with an empty or unknown key the workspace's.

    Ambient as the language is: what a page or a mail looks like, never who may do what.
    """
    before = _speaking.set(key)
    try:
        yield
    finally:
        _speaking.reset(before)


@contextmanager
def trying(group: str, values: Mapping[str, Any], *, panel: SupportPanel | None = None) -> Iterator[None]:
    """Within it ``choices()`` and ``panels()`` are as they were if these values held: nothing is stored.

    They are the workspace's or the panel's own; one that is wrong stays as it is. As ambient as the language
    (``speaking_for``), and as little about who may do what.
    """
    known, stored, rows = _choices_of_workspace(), _kept.stored, list(SupportPanel.objects.all())
    own = {row.pk: row.choices for row in rows}
    if panel:
        fits = _fitting(group, with_own(stored, own.get(panel.pk, {})), values)
        own[panel.pk] = with_own(own.get(panel.pk, {}), {group: fits})
    else:
        stored = with_own(stored, {group: _fitting(group, stored, values)})
    version = -1 - crc32(repr((group, panel and panel.pk, sorted(values.items()), known.version)).encode())
    tried = tuple(_panelled(row, version, stored, own[row.pk]) for row in rows)
    before = _tried.set(_Tried(parsed(version, stored), tried))
    try:
        yield
    finally:
        _tried.reset(before)


def is_tried() -> bool:
    """Whether somebody only looks at what would be."""
    return _tried.get() is not None


def panels() -> tuple[Panelled, ...]:
    """All of them, the default one first."""
    if tried := _tried.get():
        return tried.panels
    known = _choices_of_workspace()
    if _kept.panels is None:
        rows = SupportPanel.objects.all()
        _kept.panels = tuple(_panelled(row, known.version, _kept.stored, row.choices) for row in rows)
    return _kept.panels


def panel_with(key: str) -> Panelled | None:
    return next((panel for panel in panels() if panel.key == key), None)


def panel_numbered(pk: int | None) -> Panelled | None:
    """None for the default one too where a ticket names none."""
    return next((panel for panel in panels() if panel.pk == pk), None) if pk else None


def in_tickets(panel: SupportPanel | Panelled | None) -> int | None:
    """How tickets and own fields name it: our own pages are no panel there."""
    return panel.pk if panel and not panel.is_default else None


def _choices_of_workspace() -> Choices:
    if tried := _tried.get():
        return tried.choices
    kept, now = _kept.choices, time.monotonic()
    if kept is None or now - _kept.looked_at > FRESH_FOR:
        row = Workspace.objects.filter(pk=1).values("version", "choices", "first_steps").first()
        version = row["version"] if row else 0
        _kept.first_steps = row["first_steps"] if row else {}
        if kept is None or kept.version != version:
            _kept.stored = row["choices"] if row else {}
            _kept.panels = None
            kept = parsed(version, _kept.stored)
        _kept.choices, _kept.looked_at = kept, now
    return kept


def _fitting(group: str, stored: Stored, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of the values those that the group takes, beside what is stored."""
    fits = {name: value for name, value in values.items() if name in GROUPS[group].model_fields}
    while fits:
        try:
            GROUPS[group](**{**stored.get(group, {}), **fits})
            break
        except ValidationError as error:
            wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
            kept = {name: value for name, value in fits.items() if name not in wrong}
            fits = kept if len(kept) < len(fits) else {}
    return fits


def _panelled(row: SupportPanel, version: int, stored: Stored, own: Stored) -> Panelled:
    return Panelled(
        pk=row.pk,
        key=row.key,
        name=row.name,
        is_default=row.is_default,
        active=row.active,
        origins=tuple(row.origins),
        choices=parsed(version, with_own(stored, own)),
    )


def with_own(stored: Stored, own: Stored) -> dict[str, dict[str, Any]]:
    """Stored choices of the workspace with a panel's own in their place."""
    return {name: {**stored.get(name, {}), **own.get(name, {})} for name in {*stored, *own}}


def forget_choices() -> None:
    """The next read looks at the row again: after a change, and between tests."""
    _kept.choices = _kept.panels = None


def parsed(version: int, stored: Stored) -> Choices:
    """Stored choices; one that an earlier version wrote and this one can't read falls back to its default."""
    groups: dict[str, Any] = {name: _group(GROUPS[name], stored.get(name, {})) for name in GROUPS}
    return Choices(version=version, **groups)


def _group(group: type[Group], values: Mapping[str, Any]) -> Group:
    try:
        return group(**values)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        kept = {name: value for name, value in values.items() if name not in wrong}
        return _group(group, kept if len(kept) < len(values) else {})
