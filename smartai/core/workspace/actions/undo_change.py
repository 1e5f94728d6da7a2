from __future__ import annotations

from typing import Any

from django.db import transaction
from pydantic import ValidationError

from smartai.core.workspace.actions.change_choices import change_choices
from smartai.core.workspace.actions.panels import give_back
from smartai.core.workspace.choices import GROUPS, parsed
from smartai.core.workspace.errors import ChangedSince, NothingToUndo
from smartai.core.workspace.events import ChoicesChanged, PanelChoicesChanged
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import discard

UNDONE = {ChoicesChanged.kind, PanelChoicesChanged.kind}


def can_undo(fact: StoredEvent) -> bool:
    """Whether it tells what was before. Secrets never do, and a picture that was replaced is gone."""
    return fact.kind in UNDONE and bool(_names(fact))


@transaction.atomic
def undo_change(fact: StoredEvent, *, by: Actor) -> list[str]:
    """What the change of choices found there before holds again; returns the names of those.

    Raises ``ChangedSince`` when one of them was changed again since, ``NothingToUndo`` when the fact tells
    too little or its values go no more with what else holds. The undoing is a change like any other, so it
    can be undone too.
    """
    require(is_owner(by))
    if not can_undo(fact):
        raise NothingToUndo
    names, told = _names(fact), fact.payload
    before = {name: told["before"][name] for name in names if name in told["before"]}
    after = {name: told["after"][name] for name in names if name in told["after"]}
    try:
        if fact.kind == ChoicesChanged.kind:
            _undo_of_workspace(told["group"], names, before, after, by)
        else:
            _undo_of_panel(told, names, before, after, by)
    except ValidationError as error:
        raise NothingToUndo from error
    if logo := after.get("logo"):
        for stored in StoredFile.objects.kept().filter(key=logo):
            discard(stored)
    return names


def _undo_of_workspace(
    group: str, names: list[str], before: dict[str, Any], after: dict[str, Any], by: Actor
) -> None:
    row = Workspace.objects.select_for_update().get(pk=1)
    holds = parsed(row.version, row.choices).model_dump(mode="json")[group]
    _still(names, holds, after)
    change_choices(group, before, by=by)


def _undo_of_panel(
    told: dict[str, Any], names: list[str], before: dict[str, Any], after: dict[str, Any], by: Actor
) -> None:
    Workspace.objects.select_for_update().get(pk=1)
    panel = SupportPanel.objects.select_for_update().filter(pk=told["panel_id"]).first()
    if panel is None:
        raise NothingToUndo
    _still(names, panel.choices.get(told["group"], {}), after)
    give_back(panel, told["group"], names, before, by=by)


def _still(names: list[str], holds: dict[str, Any], after: dict[str, Any]) -> None:
    missing = object()
    other = [name for name in names if holds.get(name, missing) != after.get(name, missing)]
    if other:
        raise ChangedSince(other)


def _names(fact: StoredEvent) -> list[str]:
    """Those that can be given back: this version knows them, and the fact tells of them."""
    told = fact.payload
    group = GROUPS.get(told.get("group", ""))
    if group is None:
        return []
    known = {*told.get("before", {}), *told.get("after", {})} & set(group.model_fields)
    return sorted(name for name in known if name != "logo" or _is_there(told["before"].get("logo", "")))


def _is_there(logo: str) -> bool:
    """A picture that was replaced is gone from the disk; having none can be had again."""
    return not logo or StoredFile.objects.kept().filter(key=logo).exists()
