from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from smartai.config.as_code.groups import Wanted, group_of, plan_group
from smartai.config.as_code.identity_keys import KeyRow, plan_keys
from smartai.config.as_code.plan import Plan, Stage
from smartai.config.as_code.section import Match, Row, Section
from smartai.core.workspace.actions import change_panel, create_panel, decide_panel_choices, rekey_panel
from smartai.core.workspace.choices import OF_PANELS, parsed, with_own
from smartai.core.workspace.groups.group import Line
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.actors import Actor
from smartai.lib.origins import origin_of
from smartai.web.console.received_logo import exchange


def _origin(text: str) -> str:
    if found := origin_of(text):
        return found
    raise ValueError("this is no address of a site, such as https://shop.example")


def _once(origins: list[str]) -> list[str]:
    return list(dict.fromkeys(origins))


class PanelHead(Row):
    """``default`` is our own pages: it is there always, once, and has no choices of its own."""

    key: str = Field(pattern=r"^pk_[a-z0-9_]{3,21}$")
    name: Line = Field(default="", max_length=60)
    default: bool = False
    active: bool = True
    origins: Annotated[list[Annotated[str, AfterValidator(_origin)]], AfterValidator(_once)] = []


class PanelRow(PanelHead):
    choices: dict[str, Any] = {}
    identity_keys: list[KeyRow] = []


class Panels(Section[PanelHead, SupportPanel]):
    """Known by their key, which stands in the pages of sites; our own pages by being those."""

    name = "panels"
    row = PanelRow
    ends = "embedding is switched off"

    def known(self) -> Sequence[SupportPanel]:
        return list(SupportPanel.objects.all())

    def as_row(self, model: SupportPanel, plan: Plan | None = None) -> PanelHead:
        return PanelHead.model_construct(
            key=model.key,
            name=model.name,
            default=model.is_default,
            active=model.active,
            origins=list(model.origins),
        )

    def key(self, row: PanelHead) -> str:
        return "default" if row.default else row.key

    def called(self, row: PanelHead) -> str:
        return row.name or row.key

    def save(self, model: SupportPanel | None, row: PanelHead, plan: Plan) -> SupportPanel:
        if model is None:
            model = create_panel(row.name, by=plan.by, key=row.key)
        elif model.key != row.key:
            rekey_panel(model, row.key, by=plan.by)
        return change_panel(model, by=plan.by, name=row.name, origins=row.origins, active=row.active)

    def ended(self, model: SupportPanel) -> bool:
        return model.is_default or not model.active

    def end(self, model: SupportPanel, by: Actor) -> None:
        change_panel(model, by=by, name=model.name, origins=model.origins, active=False)

    def plan(self, rows: Sequence[tuple[int, PanelHead]], plan: Plan) -> None:
        ours = SupportPanel.objects.filter(is_default=True).values_list("key", flat=True).first()
        heads = [(at, _head(row, ours or "")) for at, row in rows]
        super().plan(heads, plan)

    def check(
        self, matches: list[Match[PanelHead, SupportPanel]], rest: list[SupportPanel], plan: Plan
    ) -> None:
        keys = {one.key for one in rest}
        for match in matches:
            at, row = (self.name, match.at), match.after
            if not row.name:
                plan.wrong((*at, "name"), "a panel has a name")
            if row.key in keys:
                plan.wrong((*at, "key"), f"{row.key} is the key of another panel")
            keys.add(row.key)
            if match.model is None and row.default:
                plan.wrong((*at, "default"), "one panel alone is the default one")
            if match.before and match.before.key != row.key:
                plan.rekeyed[match.before.key] = row.key
            said = plan.tree.value[self.name][match.at]
            self._plan_choices(plan, match, said.get("choices", {}))
            if "identity_keys" in said:
                keyed = PanelRow.model_validate({**said, "choices": {}}).identity_keys
                plan_keys(plan, (*at, "identity_keys"), keyed, match.model, self.called(row))
        plan.panels = (plan.panels - set(plan.rekeyed)) | keys

    def look_into(self, at: int, said: Any, plan: Plan) -> None:
        if isinstance(said, dict):
            plan.panels.add(str(said.get("key")))  # fields may name it all the same
        groups = said.get("choices") if isinstance(said, dict) else None
        path = (self.name, at, "choices")
        for name, values in groups.items() if isinstance(groups, dict) else ():
            if group_of(plan, name, path, OF_PANELS):
                plan_group(plan, (*path, name), parsed(0, plan.choices).model_dump(mode="json")[name], values)

    def _plan_choices(self, plan: Plan, match: Match[PanelHead, SupportPanel], said: dict[str, Any]) -> None:
        path = (self.name, match.at, "choices")
        if match.after.default and said:
            plan.wrong(path, "your support page follows the general choices: change them there")
            return
        decided = match.model.choices if match.model else {}
        for name in said:
            if group_of(plan, name, path, OF_PANELS):
                self._plan_group(plan, match, name, said[name])
        for name in decided if plan.prune and not match.after.default else ():
            for one in sorted(set(decided[name]) - set(said.get(name) or {})):
                plan.change(self.name, self.called(match.after), name, one, before="of its own")
            if name not in said:
                plan.do(Stage.PANELS, partial(self._decide, match, name, Wanted(), plan))

    def _plan_group(self, plan: Plan, match: Match[PanelHead, SupportPanel], name: str, said: Any) -> None:
        own = dict(match.model.choices.get(name, {})) if match.model else {}
        held = with_own(plan.choices, {name: own})
        stored = parsed(0, held).model_dump(mode="json")[name]
        wanted = plan_group(plan, (self.name, match.at, "choices", name), stored, said, own=own)
        plan.do(Stage.PANELS, partial(self._decide, match, name, wanted, plan))

    def _decide(self, match: Match[PanelHead, SupportPanel], name: str, wanted: Wanted, plan: Plan) -> None:
        assert match.model is not None  # made by an earlier step
        panel = SupportPanel.objects.get(pk=match.model.pk)
        before = dict(panel.choices.get(name, {}))
        now = wanted.now()
        own = now if plan.prune else {**before, **now}
        decide_panel_choices(panel, name, own, by=plan.by)
        if before.get("logo", "") != own.get("logo", ""):
            stored = wanted.picture.stored if wanted.picture else None
            exchange(stored, replaced=str(before.get("logo", "")))


def _head(row: PanelHead, ours: str) -> PanelHead:
    """What is planned as a row; ``ours`` is the key of our own pages, which need not be said to be those."""
    said = {name: getattr(row, name) for name in row.model_fields_set & set(PanelHead.model_fields)}
    return PanelHead(**(said | {"default": True} if row.key == ours else said))
