"""What a change found and what it left, in the words of the page where that is decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext

from smartai.core.departments.events import DepartmentsOrdered, MembersChanged
from smartai.core.knowledge.events import CategoriesOrdered
from smartai.core.people.events import RoleChanged
from smartai.core.tickets.events import FormOrdered, TagChanged, TagsMerged
from smartai.core.workspace.choices import GROUPS
from smartai.core.workspace.events import ChoicesChanged, PanelChoicesChanged
from smartai.core.workspace.groups import Group
from smartai.foundation.events.event import differing
from smartai.foundation.events.models import StoredEvent
from smartai.lib.text import shortened
from smartai.web.console.change_values import LABELS, LONGEST, ListValues
from smartai.web.console.forms.group import OPTION_WORDS, options_of

ORDERS: Final = {
    CategoriesOrdered.kind: "order of categories",
    DepartmentsOrdered.kind: "order of departments",
    FormOrdered.kind: "order of the form",
}
"""Their values' names; an order of articles is too long to be told."""
OPTIONS: Final = {str(option): words for option, words in OPTION_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    before: str
    after: str


def steps_of(stored: StoredEvent, values: ListValues) -> tuple[Step, ...]:
    """None of what was made or ended, nor of a fact of former times, which does not tell; secrets never."""
    if stored.kind in (ChoicesChanged.kind, PanelChoicesChanged.kind):
        return _of_choices(stored.payload)
    before, after = _found_and_left(stored)
    names = [name for name in after if name in before and name in LABELS]
    return tuple(
        Step(str(LABELS[name]), values.of(name, before[name]), values.of(name, after[name])) for name in names
    )


def _found_and_left(stored: StoredEvent) -> tuple[dict[str, Any], dict[str, Any]]:
    told = stored.payload
    if stored.kind == MembersChanged.kind:
        before = told.get("before_ids")
        return {} if before is None else {"members": before}, {"members": told["member_ids"]}
    if stored.kind == RoleChanged.kind:
        return {"role": told["before"]}, {"role": told["role"]}
    if stored.kind == TagChanged.kind:
        found = {"name": told["before"], "hue": told.get("hue_before")}
        return differing(found, {"name": told["name"], "hue": told.get("hue")})
    if stored.kind == TagsMerged.kind:
        return {"name": told["before"]}, {"name": told["name"]}
    before, after = told.get("before"), told.get("after")
    if stored.kind in ORDERS and before and after:
        return {ORDERS[stored.kind]: before}, {ORDERS[stored.kind]: after}
    return (before, after) if isinstance(before, dict) and isinstance(after, dict) else ({}, {})


def _of_choices(told: dict[str, Any]) -> tuple[Step, ...]:
    group = GROUPS.get(told.get("group", ""))
    if group is None:
        return ()
    before, after = told.get("before", {}), told.get("after", {})
    names = [
        name for name in told["names"] if name in group.model_fields and (name in before or name in after)
    ]
    return tuple(
        Step(str(group.words_of(name)[0]), _words(group, name, before), _words(group, name, after))
        for name in names
    )


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
