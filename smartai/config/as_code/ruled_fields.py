"""The rules of all own fields, as they will be: read together, because they look at each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from smartai.config.as_code.field_rules import RuleRow, Subjects
from smartai.config.as_code.plan import Plan
from smartai.config.as_code.section import Match
from smartai.core.departments.models import Department
from smartai.core.tickets.errors import RuleUnfit
from smartai.core.tickets.models import CustomField, Priority
from smartai.core.tickets.rules import DEPARTMENT, PRIORITY, clause_problem, looks_at
from smartai.lib.rules import Clause, Rule, circle
from smartai.lib.yaml_tree import Path

RULES: Final = ("shown_when", "needed_when")
Matches = Sequence[Match[Any, CustomField]]


def subjects_here(fields: Sequence[CustomField]) -> Subjects:
    """As they are stored now."""
    return Subjects(
        fields,
        {name: str(pk) for name, pk in Department.objects.values_list("name", "pk")},
        {name: str(pk) for name, pk in Priority.objects.values_list("name", "pk")},
    )


def rules_of(field: CustomField) -> dict[str, Rule]:
    return {"shown_when": field.shown_rule, "needed_when": field.needed_rule}


def read_rules(matches: Matches, rest: Sequence[CustomField], plan: Plan) -> None:
    """Puts them into the rows before and after, in the names that there will be; what is wrong is told."""
    fields = [_as_it_will_be(match, number) for number, match in enumerate(matches, 1)]
    kept = [] if plan.prune else list(rest)
    departments = {name: str(pk) if pk else f"new {name}" for name, pk in plan.departments.items()}
    priorities = _as_they_will_be_called(plan.priorities)
    clauses: list[tuple[CustomField, Path, Clause]] = []
    known = partial(
        Subjects, departments=departments, priorities=priorities, unread=frozenset(plan.unread_fields)
    )
    before, after = known([*fields, *rest]), known([*fields, *kept])
    for match, field in zip(matches, fields, strict=True):
        for name in RULES:
            stored = rules_of(match.model)[name] if match.model is not None else Rule()
            if match.before is not None:
                match.before = match.before.model_copy(update={name: before.words(stored)})
            rule, placed, path = stored, _placed(stored), ("fields", match.at, name)
            if name in match.after.model_fields_set:
                row: RuleRow = getattr(match.after, name)
                placed = after.clauses(row, stored, partial(_wrong, plan, path))
                rule = Rule(tuple(clause for _below, clause in placed), any_of=bool(row.any))
            match.after = match.after.model_copy(update={name: before.words(rule)})
            setattr(field, name, rule.to_json())
            clauses += [(field, (*path, *below), clause) for below, clause in placed]
    _check(clauses, [*fields, *kept], plan)
    _check_rest(kept, [*fields, *kept], plan)
    own = {field.key: match.at for match, field in zip(matches, fields, strict=True)}
    _check_circle([*fields, *kept], own, plan)


def rule_of(row: RuleRow, stored: Rule, subjects: Subjects, name: str) -> Rule:
    """When everything that it names is there. Raises ``RuleUnfit``."""

    def unfit(_path: Path, words: str) -> None:
        raise RuleUnfit(name, words)

    clauses = subjects.clauses(row, stored, unfit)
    return Rule(tuple(clause for _path, clause in clauses), any_of=bool(row.any))


def dependent(field: CustomField, others: Sequence[CustomField]) -> list[CustomField]:
    """Those with a rule that looks at the field."""
    return [
        other for other in others
        if other is not field and any(looks_at(rule, field) for rule in rules_of(other).values())
    ]  # fmt: skip


def _as_it_will_be(match: Match[Any, CustomField], number: int) -> CustomField:
    """Never saved; one that is not made yet has a key that no stored field has."""
    row = match.after
    return CustomField(
        pk=match.model.pk if match.model is not None else -number,
        label=row.label, kind=row.kind, options=list(row.options), for_customers=row.for_customers,
    )  # fmt: skip


def _as_they_will_be_called(priorities: Mapping[str, int]) -> dict[str, str]:
    """Of two names of one the new one comes first: it is what a rule is written with."""
    return {name: str(pk) for name, pk in reversed(list(priorities.items()))}


def _placed(rule: Rule) -> list[tuple[Path, Clause]]:
    name = "any" if rule.any_of else "all"
    return [((name, at), clause) for at, clause in enumerate(rule.clauses)]


def _wrong(plan: Plan, path: Path, below: Path, words: str) -> None:
    plan.wrong((*path, *below), words)


def _check(
    clauses: Sequence[tuple[CustomField, Path, Clause]], fields: Sequence[CustomField], plan: Plan
) -> None:
    keys = {DEPARTMENT, PRIORITY, *(field.key for field in fields)}
    for field, path, clause in clauses:
        if clause.on not in keys:
            plan.wrong(path, f"{field.label} depends on a field that this file does not name")
        elif clause.on == field.key:
            plan.wrong(path, f"{field.label} can't depend on itself")
        elif problem := clause_problem(clause, field, fields):
            plan.wrong(path, problem)


def _check_rest(kept: Sequence[CustomField], fields: Sequence[CustomField], plan: Plan) -> None:
    for field in kept:
        clauses = [clause for rule in rules_of(field).values() for clause in rule.clauses]
        for problem in filter(None, (clause_problem(clause, field, fields) for clause in clauses)):
            plan.wrong(("fields",), f"{field.label}, which is not in this file, has a rule: {problem}")


def _check_circle(fields: Sequence[CustomField], places: Mapping[str, int], plan: Plan) -> None:
    """``places`` are those of the file's rows. A circle of one was told already."""
    by_key = {field.key: field for field in fields}
    keys = circle({key: field.shown_rule for key, field in by_key.items()})
    if len(keys) > 1:
        at = next((places[key] for key in keys if key in places), None)
        labels = ", ".join(by_key[key].label for key in keys)
        path: Path = ("fields",) if at is None else ("fields", at, "shown_when")
        plan.wrong(path, f"these would wait for each other: {labels}")
