"""Reading the owner's choices: cheap, typed, at most a second old."""

from __future__ import annotations

import time
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from smartai.core.workspace.groups import (
    Brand,
    Group,
    Labels,
    MailWords,
    OutgoingMail,
    Panel,
    Protection,
    Registration,
    RequestForm,
    Requests,
    SignIn,
    Welcome,
)
from smartai.core.workspace.models import Workspace

FRESH_FOR = 1.0  # seconds until another process's change is seen


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
    sign_in: SignIn = SignIn()
    registration: Registration = Registration()
    protection: Protection = Protection()
    mail: OutgoingMail = OutgoingMail()
    words: MailWords = MailWords()


GROUPS: dict[str, type[Group]] = {
    name: field.annotation  # type: ignore[misc]  # every field but version is a Group
    for name, field in Choices.model_fields.items()
    if name != "version"
}


class _Kept:
    choices: Choices | None = None
    looked_at: float = 0.0


_kept = _Kept()


def choices() -> Choices:
    """The owner's choices. One small statement a second and process at most; none otherwise."""
    kept, now = _kept.choices, time.monotonic()
    if kept is None or now - _kept.looked_at > FRESH_FOR:
        row = Workspace.objects.filter(pk=1).values("version", "choices").first()
        version = row["version"] if row else 0
        if kept is None or kept.version != version:
            kept = parsed(version, row["choices"] if row else {})
        _kept.choices, _kept.looked_at = kept, now
    return kept


def forget_choices() -> None:
    """The next read looks at the row again: after a change, and between tests."""
    _kept.choices = None


def parsed(version: int, stored: dict[str, dict[str, Any]]) -> Choices:
    """Stored choices; one that an earlier version wrote and this one can't read falls back to its default."""
    groups: dict[str, Any] = {name: _group(GROUPS[name], stored.get(name, {})) for name in GROUPS}
    return Choices(version=version, **groups)


def _group(group: type[Group], values: dict[str, Any]) -> Group:
    try:
        return group(**values)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        kept = {name: value for name, value in values.items() if name not in wrong}
        return _group(group, kept if len(kept) < len(values) else {})
