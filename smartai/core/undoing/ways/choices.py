"""Choices of the workspace and of panels."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from pydantic import ValidationError

from smartai.core.undoing.errors import ChangedSince, NothingToUndo, UndoRefused
from smartai.core.undoing.undoing import Undoing, held
from smartai.core.workspace.actions import change_choices, give_back
from smartai.core.workspace.choices import GROUPS, parsed
from smartai.core.workspace.events import ChoicesChanged, PanelChoicesChanged
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import discard

Fact = ChoicesChanged | PanelChoicesChanged


def undo_choices(fact: ChoicesChanged, *, by: Actor) -> None:
    names, before, after = _values(fact)
    row = Workspace.objects.select_for_update().get(pk=1)
    _still(names, parsed(row.version, row.choices).model_dump(mode="json")[fact.group], after)
    try:
        change_choices(fact.group, before, by=by)
    except ValidationError as error:
        raise _unfit() from error
    _discard(after)


def undo_panel_choices(fact: PanelChoicesChanged, *, by: Actor) -> None:
    names, before, after = _values(fact)
    Workspace.objects.select_for_update().get(pk=1)
    panel = held(SupportPanel.objects.all(), fact.panel_id)
    _still(names, panel.choices.get(fact.group, {}), after)
    try:
        give_back(panel, fact.group, names, before, by=by)
    except ValidationError as error:
        raise _unfit() from error
    _discard(after)


def tells_values(fact: Fact) -> bool:
    """Secrets are never told, and a picture that was replaced is gone."""
    return bool(_names(fact))


def _values(fact: Fact) -> tuple[list[str], dict[str, Any], dict[str, Any]]:
    names = _names(fact)
    if not names:
        raise NothingToUndo
    told = [{name: one[name] for name in names if name in one} for one in (fact.before, fact.after)]
    return names, told[0], told[1]


def _still(names: list[str], holds: dict[str, Any], after: dict[str, Any]) -> None:
    """For a panel a name that is missing is a value too: it follows the workspace."""
    missing = object()
    other = [name for name in names if holds.get(name, missing) != after.get(name, missing)]
    if other:
        raise ChangedSince(other)


def _names(fact: Fact) -> list[str]:
    """Those that can be given back: this version knows them, and the fact tells of them."""
    group = GROUPS.get(fact.group)
    if group is None:
        return []
    known = {*fact.before, *fact.after} & set(group.model_fields)
    return sorted(name for name in known if name != "logo" or _is_there(fact.before.get("logo", "")))


def _is_there(logo: str) -> bool:
    """A picture that was replaced is gone from the disk; having none can be had again."""
    return not logo or StoredFile.objects.kept().filter(key=logo).exists()


def _unfit() -> UndoRefused:
    return UndoRefused(gettext("What was before doesn't go with what else holds now. Change it on its page."))


def _discard(after: dict[str, Any]) -> None:
    if logo := after.get("logo"):
        for stored in StoredFile.objects.kept().filter(key=logo):
            discard(stored)


WAYS = (
    Undoing(ChoicesChanged, undo_choices, ("group",), told=tells_values),
    Undoing(PanelChoicesChanged, undo_panel_choices, ("group", "panel_id"), told=tells_values),
)
