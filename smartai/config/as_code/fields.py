"""The form for a new request: the owner's own fields, and where they and its parts stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from smartai.config.as_code.field_row import FieldRow
from smartai.config.as_code.plan import Plan, Stage
from smartai.config.as_code.ruled_fields import (
    RULES,
    dependent,
    read_rules,
    rule_of,
    rules_of,
    subjects_here,
)
from smartai.config.as_code.section import Match, Section, unlike
from smartai.core.departments.models import Department
from smartai.core.tickets.actions import order_form, remove_custom_field, save_custom_field
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.models import CustomField, FieldKind, Part
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.actors import Actor
from smartai.lib.rules import Rule

_WITH_OPTIONS = (FieldKind.CHOICE, FieldKind.CHOICES)
_SETS = ("departments", "panels")
"""Names in any order, which means nothing."""


class Fields(Section[FieldRow, CustomField]):
    name = "fields"
    row = FieldRow
    ends = "removed"

    def known(self) -> Sequence[CustomField]:
        return list(CustomField.objects.kept().prefetch_related("departments", "panels"))

    def as_row(self, model: CustomField, plan: Plan | None = None) -> FieldRow:
        """Without its rules, which are read together with those of all others."""
        renamed, rekeyed = (plan.renamed, plan.rekeyed) if plan else ({}, {})
        return FieldRow.model_construct(
            label=model.label,
            kind=FieldKind(model.kind),
            hint=model.hint,
            options=list(model.options),
            required=model.required,
            for_customers=model.for_customers,
            departments=sorted(renamed.get(one.name, one.name) for one in model.departments.all()),
            panels=sorted(rekeyed.get(one.key, one.key) for one in model.panels.all()),
        )

    def written(self) -> list[dict[str, Any]]:
        fields = self.known()
        here, by_key = subjects_here(fields), {field.key: field for field in fields}
        rows: list[dict[str, Any]] = []
        for key in _form_order():
            if key not in by_key:
                rows.append({"part": key})
                continue
            rules = {name: here.words(rule) for name, rule in rules_of(by_key[key]).items()}
            row = self.as_row(by_key[key]).model_copy(update=rules)
            rows.append(row.model_dump(mode="json", exclude={"was", "part"}))
        return rows

    def key(self, row: FieldRow) -> str:
        return row.label

    def look_into(self, at: int, said: Any, plan: Plan) -> None:
        """Others may depend on it all the same."""
        if isinstance(said, dict):
            plan.unread_fields.add(str(said.get("label")))

    def plan(self, rows: Sequence[tuple[int, FieldRow]], plan: Plan) -> None:
        seen: set[Part] = set()
        for at, row in rows:
            if row.part in seen:
                plan.wrong((self.name, at, "part"), f"{row.part.value} is there twice")
            seen |= {row.part} if row.part else set()
        super().plan([(at, row) for at, row in rows if not row.part], plan)

    def _matched(
        self, rows: Sequence[tuple[int, FieldRow]], plan: Plan
    ) -> tuple[list[Match[FieldRow, CustomField]], list[CustomField]]:
        matches, rest = super()._matched(rows, plan)
        read_rules(matches, rest, plan)
        return matches, rest

    def save(self, model: CustomField | None, row: FieldRow, plan: Plan) -> CustomField:
        """With the rules that it has: what they will look at may not be there yet."""
        if model is None:
            return _save(None, row, {}, plan.by)
        names = [name for name in FieldRow.model_fields if name not in RULES]
        before = self.as_row(model, plan)
        if not any(self.differ(name, getattr(before, name), getattr(row, name)) for name in names):
            return model
        fresh = CustomField.objects.get(pk=model.pk)
        return _save(fresh, row, rules_of(fresh), plan.by)

    def end(self, model: CustomField, by: Actor) -> None:
        remove_custom_field(CustomField.objects.get(pk=model.pk), by=by)

    def _end(self, rest: list[CustomField], plan: Plan) -> None:
        """Those first that depend on others; where they depend on each other, one without its rules."""
        left, order = list(rest), list[CustomField]()
        while left:
            free = [field for field in left if not dependent(field, left)]
            if not free:
                free = left[:1]
                for other in dependent(free[0], left) if plan.prune else ():
                    plan.do(Stage.ENDS, partial(self._without_rules, other, plan))
            order += free
            left = [field for field in left if field not in free]
        super()._end(order, plan)

    def differ(self, name: str, before: Any, after: Any) -> bool:
        return set(before) != set(after) if name in _SETS else super().differ(name, before, after)

    def check(self, matches: list[Match[FieldRow, CustomField]], rest: list[CustomField], plan: Plan) -> None:
        for match in matches:
            at, row = (self.name, match.at), match.after
            if row.kind in _WITH_OPTIONS and not row.options:
                plan.wrong((*at, "options"), f"a field of {row.kind.value} has options")
            if "kind" in self.changed(match) and match.model and match.model.values.exists():
                plan.wrong((*at, "kind"), "the kind stays: tickets have values of this field")
            for place, name in unlike(row.departments, lambda one: one in plan.departments):
                plan.wrong((*at, "departments", place), f"there is no department {name}")
            for place, key in unlike(row.panels, lambda one: one in plan.panels):
                plan.wrong((*at, "panels", place), f"there is no panel with the key {key}")
        self._plan_rules(matches, rest, plan)

    def _plan_rules(
        self, matches: list[Match[FieldRow, CustomField]], rest: list[CustomField], plan: Plan
    ) -> None:
        """Rules that change are taken away before the rows change and come back behind them, so that no
        rule is ever looked at beside half of what it will meet.
        """
        rows = {match.model.pk: match for match in matches if match.model is not None}
        stored = [field for field in (*(match.model for match in matches), *rest) if field is not None]
        loose = {pk for pk, match in rows.items() if {*RULES, "for_customers"} & set(self.changed(match))}
        for pk, match in rows.items():
            if match.model is not None and {"kind", "for_customers"} & set(self.changed(match)):
                loose |= {pk, *(other.pk for other in dependent(match.model, stored))}
        for field in stored:
            if field.pk in loose and any(rules_of(field).values()):
                plan.do(Stage.ROWS, partial(self._without_rules, field, plan))
        for field in rest:
            if field.pk in loose and any(rules_of(field).values()) and not plan.prune:
                plan.do(Stage.RULES, partial(self._with_rules, field, plan))
        for match in matches:
            model, row = match.model, match.after
            ruled = bool(str(row.shown_when) or str(row.needed_when))
            if ruled and (model is None or model.pk in loose):
                rules = rules_of(model) if model is not None else {}
                plan.do(Stage.RULES, partial(self._save_rules, match, rules, matches, rest, plan))

    def _without_rules(self, field: CustomField, plan: Plan) -> None:
        fresh = CustomField.objects.get(pk=field.pk)
        _save(fresh, self.as_row(fresh), {}, plan.by)

    def _with_rules(self, field: CustomField, plan: Plan) -> None:
        """As they were before: the file does not name the field."""
        fresh = CustomField.objects.get(pk=field.pk)
        _save(fresh, self.as_row(fresh), rules_of(field), plan.by)

    def _save_rules(
        self, match: Match[FieldRow, CustomField], stored: dict[str, Rule],
        matches: list[Match[FieldRow, CustomField]], rest: list[CustomField], plan: Plan,
    ) -> None:  # fmt: skip
        fresh = {field.pk: field for field in self.known()}
        models = [one for one in (*(one.model for one in matches), *rest) if one is not None]
        here = subjects_here([fresh[one.pk] for one in models])
        rules = {
            name: rule_of(getattr(match.after, name), stored.get(name, Rule()), here, name) for name in RULES
        }
        assert match.model is not None  # made by an earlier step
        _save(fresh[match.model.pk], match.after, rules, plan.by)

    def order(self, matches: list[Match[FieldRow, CustomField]], plan: Plan) -> None:
        """Fields and parts of the form together; what is not named keeps its place."""
        by_place = {match.at: match for match in matches}
        named: list[Match[FieldRow, CustomField] | str] = []
        for at, said in enumerate(plan.tree.value[self.name]):
            if at in by_place:
                named.append(by_place[at])
            elif isinstance(said, dict) and said.get("part") in Part.values:
                named.append(str(said["part"]))
        before = [key for one in named if (key := _key(one))]
        stand = [key for key in _form_order() if key in set(before)]
        if stand != before:
            words = {_key(one): one if isinstance(one, str) else one.after.label for one in named}
            after = [one if isinstance(one, str) else one.after.label for one in named]
            plan.change(self.name, "order", before=[words[key] for key in stand], after=after)
        if stand != before or len(before) != len(named):
            plan.do(Stage.ORDER, lambda: order_form([_key(one) for one in named], by=plan.by))


def _key(one: Match[FieldRow, CustomField] | str) -> str:
    """Empty for a field that is not made yet."""
    if isinstance(one, str):
        return one
    return one.model.key if one.model is not None else ""


def _form_order() -> tuple[str, ...]:
    forget_catalogue()
    return catalogue().form_order()


def _save(model: CustomField | None, row: FieldRow, rules: dict[str, Rule], by: Actor) -> CustomField:
    return save_custom_field(
        model, by=by, label=row.label, kind=row.kind, hint=row.hint, options=row.options,
        required=row.required, for_customers=row.for_customers,
        departments=Department.objects.filter(name__in=row.departments),
        panels=SupportPanel.objects.filter(key__in=row.panels), **rules,
    )  # fmt: skip
