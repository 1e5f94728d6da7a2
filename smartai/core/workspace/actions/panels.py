"""Panels of their own: another brand, another site."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from smartai.core.workspace.choices import GROUPS, OF_PANELS, forget_choices, parsed, with_own
from smartai.core.workspace.errors import DefaultPanel
from smartai.core.workspace.events import PanelChanged, PanelChoicesChanged, PanelCreated
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.core.workspace.models.support_panel import new_key
from smartai.core.workspace.policies import is_owner, require
from smartai.core.workspace.told import told_of
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.origins import origin_of
from smartai.lib.text import one_line


@transaction.atomic
def create_panel(name: str, *, by: Actor, key: str = "") -> SupportPanel:
    """It looks like our own pages until it decides something itself, and no site may embed it yet.

    With a ``key`` it is the panel that sites know by it from another installation.
    """
    require(is_owner(by))
    panel = SupportPanel.objects.create(name=_name(name), key=key or new_key())
    record(PanelCreated(panel_id=panel.pk, name=panel.name), by=by)
    _seen_by_all()
    return panel


@transaction.atomic
def change_panel(
    panel: SupportPanel, *, by: Actor, name: str, origins: list[str], active: bool
) -> SupportPanel:
    """Renames it, says which sites may embed it, switches embedding on or off.

    ``origins`` are addresses as somebody typed them; raises ``ValueError`` with the first that is none.
    Switched off it is embedded nowhere; its tickets stay. Our own pages are never switched off by it.
    """
    require(is_owner(by))
    found = told_of(SupportPanel.objects.select_for_update().get(pk=panel.pk))
    panel.name, panel.origins, panel.active = _name(name), _origins(origins), active
    panel.save(update_fields=["name", "origins", "active"])
    _tell(panel, found, by)
    return panel


@transaction.atomic
def rekey_panel(panel: SupportPanel, key: str, *, by: Actor) -> None:
    """Sites embed it by this key from now on; whoever signed in under the other one signs in anew."""
    require(is_owner(by))
    found = told_of(SupportPanel.objects.select_for_update().get(pk=panel.pk))
    panel.key = key
    panel.save(update_fields=["key"])
    _tell(panel, found, by)


@transaction.atomic
def change_panel_choices(panel: SupportPanel, group: str, values: dict[str, Any], *, by: Actor) -> None:
    """The panel decides these itself from now on, where they differ from what held for it.

    Raises pydantic's ``ValidationError`` when a value is wrong (then nothing changed), ``DefaultPanel`` for
    our own pages, whose choices are the workspace's.
    """
    row, stored = _held(panel, group, by)
    before = parsed(0, with_own(stored, row.choices)).model_dump(mode="json")[group]
    after = GROUPS[group](**{**before, **values}).model_dump(mode="json")
    changed = sorted(name for name in after if after[name] != before[name])
    if changed:
        own = {**row.choices.get(group, {}), **{name: after[name] for name in changed}}
        _keep_own(panel, row, group, own, changed, by)


@transaction.atomic
def decide_panel_choices(panel: SupportPanel, group: str, own: dict[str, Any], *, by: Actor) -> None:
    """Exactly these are the panel's own from now on, also where they say what holds anyway.

    Raises what ``change_panel_choices`` raises.
    """
    row, stored = _held(panel, group, by)
    whole = parsed(0, with_own(stored, {group: own})).model_dump(mode="json")[group]
    after = GROUPS[group](**{**whole, **own}).model_dump(mode="json")
    before, decided = row.choices.get(group, {}), {name: after[name] for name in own}
    changed = sorted(
        name
        for name in {*before, *decided}
        if (name in before, before.get(name)) != (name in decided, decided.get(name))
    )
    if changed:
        _keep_own(panel, row, group, decided, changed, by)


@transaction.atomic
def follow_workspace(panel: SupportPanel, group: str, *, by: Actor) -> None:
    """The panel decides nothing of this group itself any more."""
    row, _ = _held(panel, group, by)
    given_up = sorted(row.choices.get(group, {}))
    if given_up:
        _keep_own(panel, row, group, {}, given_up, by)


@transaction.atomic
def give_back(panel: SupportPanel, group: str, names: list[str], own: dict[str, Any], *, by: Actor) -> None:
    """The panel decides of these ``names`` what ``own`` says and follows the workspace in the rest of them.

    Raises pydantic's ``ValidationError`` when that does not go together with what else holds for it.
    """
    row, stored = _held(panel, group, by)
    rest = {name: value for name, value in row.choices.get(group, {}).items() if name not in names}
    holds = with_own(stored, {group: {**rest, **own}}).get(group, {})
    GROUPS[group](**holds)
    _keep_own(panel, row, group, {**rest, **own}, names, by)


def _tell(panel: SupportPanel, found: dict[str, Any], by: Actor) -> None:
    before, after = differing(found, told_of(panel))
    if after:
        record(PanelChanged(panel_id=panel.pk, name=panel.name, before=before, after=after), by=by)
        _seen_by_all()


def _held(panel: SupportPanel, group: str, by: Actor) -> tuple[SupportPanel, dict[str, dict[str, Any]]]:
    require(is_owner(by) and group in OF_PANELS)
    Workspace.objects.get_or_create(pk=1)
    workspace = Workspace.objects.select_for_update().get(pk=1)
    row = SupportPanel.objects.select_for_update().get(pk=panel.pk)
    if row.is_default:
        raise DefaultPanel
    return row, workspace.choices


def _keep_own(
    panel: SupportPanel, row: SupportPanel, group: str, own: dict[str, Any], names: list[str], by: Actor
) -> None:
    before, told = row.choices.get(group, {}), [name for name in names if name not in GROUPS[group].secrets]
    rest = {name: values for name, values in row.choices.items() if name != group}
    row.choices = {**rest, group: own} if own else rest
    row.save(update_fields=["choices"])
    panel.choices = row.choices
    fact = PanelChoicesChanged(
        panel_id=row.pk, group=group, names=names,
        before={name: before[name] for name in told if name in before},
        after={name: own[name] for name in told if name in own},
    )  # fmt: skip
    record(fact, by=by)
    _seen_by_all()


def _seen_by_all() -> None:
    """Another version: every process reads its panels anew within a second."""
    Workspace.objects.get_or_create(pk=1)
    Workspace.objects.filter(pk=1).update(version=F("version") + 1)
    forget_choices()
    transaction.on_commit(forget_choices)


def _name(text: str) -> str:
    name = one_line(text)[:60]
    if not name:
        raise ValueError("a panel has a name")
    return name


def _origins(typed: list[str]) -> list[str]:
    found = {text: origin_of(text) for text in typed if text.strip()}
    for text, origin in found.items():
        if not origin:
            raise ValueError(text)
    return list(dict.fromkeys(found.values()))
