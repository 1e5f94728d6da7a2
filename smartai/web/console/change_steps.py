"""What a change found and what it left, in the words of the page where that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext

from smartai.core.tickets.events import FieldsChanged
from smartai.core.workspace.choices import GROUPS, panels
from smartai.core.workspace.events import ChoicesChanged, PanelChoicesChanged
from smartai.core.workspace.groups import Group
from smartai.foundation.events.models import StoredEvent
from smartai.lib.text import shortened
from smartai.web.console.forms.group import OPTION_WORDS, options_of

LONGEST: Final = 300
OPTIONS: Final = {str(option): words for option, words in OPTION_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    before: str
    after: str


def steps_of(stored: StoredEvent) -> tuple[Step, ...]:
    """None of a fact of former times, which does not tell; secrets are never told."""
    told = stored.payload
    if stored.kind == FieldsChanged.kind:
        return _steps_of_field(told)
    group = GROUPS.get(told.get("group", ""))
    if group is None or stored.kind not in (ChoicesChanged.kind, PanelChoicesChanged.kind):
        return ()
    before, after = told.get("before", {}), told.get("after", {})
    names = [
        name for name in told["names"] if name in group.model_fields and (name in before or name in after)
    ]
    return tuple(
        Step(str(group.words_of(name)[0]), _words(group, name, before), _words(group, name, after))
        for name in names
    )


def _steps_of_field(told: dict[str, Any]) -> tuple[Step, ...]:
    before, after = told.get("before", {}), told.get("after", {})
    if "panels" not in before or "panels" not in after:
        return ()
    return (Step(gettext("Panels"), _panel_names(before["panels"]), _panel_names(after["panels"])),)


def _panel_names(ids: list[int]) -> str:
    """As they are called now; one that is gone is not named."""
    names = ", ".join(panel.name for panel in panels() if panel.pk in ids)
    return names or (gettext("nothing") if ids else gettext("everywhere"))


def _words(group: type[Group], name: str, values: dict[str, Any]) -> str:
    if name not in values:
        return gettext("as everywhere")
    value = values[name]
    if name == "logo":
        return gettext("a picture") if value else gettext("nothing")
    if isinstance(value, bool):
        return gettext("On") if value else gettext("Off")
    kind = group.model_fields[name].annotation
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str(OPTIONS.get(str(value), value))
    known = (
        {str(option): str(words) for option, words in options_of(name) or []} if kind in (str, int) else {}
    )
    return known.get(str(value)) or shortened(str(value), LONGEST) or gettext("nothing")
