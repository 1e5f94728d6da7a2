"""A file of settings: read, checked as a whole, and compared with what is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from smartai.config.as_code.categories import Categories
from smartai.config.as_code.departments import Departments, team_by_address, without_strangers
from smartai.config.as_code.fields import Fields
from smartai.config.as_code.groups import Wanted, group_of, plan_group
from smartai.config.as_code.panels import Panels
from smartai.config.as_code.plan import Plan, Stage
from smartai.config.as_code.priorities import Priorities
from smartai.config.as_code.providers import Providers
from smartai.config.as_code.questions import Questions
from smartai.config.as_code.reasons import tell, unknown
from smartai.config.as_code.saved_replies import SavedReplies
from smartai.config.as_code.section import Section
from smartai.config.as_code.statuses import Statuses
from smartai.config.as_code.tags import Tags
from smartai.core.departments.models import Department
from smartai.core.tickets.models import Priority
from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import GROUPS, parsed
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.foundation.accounts.actors import Actor
from smartai.lib.yaml_tree import LARGEST, read_tree
from smartai.web.console.received_logo import exchange

FORMAT: Final = 1
SECTIONS: Final[Mapping[str, Section[Any, Any]]] = {
    section.name: section
    for section in (
        Departments(),
        Priorities(),
        Statuses(),
        Tags(),
        Panels(),
        Fields(),
        Questions(),
        Providers(),
        SavedReplies(),
        Categories(),
    )
}
"""In the order in which they are compared: what later ones name stands in earlier ones."""
NAMES: Final = ("format", "choices", *SECTIONS)


def plan_of(file: Path, *, by: Actor, prune: bool = False, known_people_only: bool = False) -> Plan:
    """Where it has problems, nothing of it may be done. Raises ``OSError``."""
    with file.open("rb") as opened:
        tree = read_tree(opened.read(LARGEST + 1))
    row = Workspace.objects.filter(pk=1).first()
    plan = Plan(
        tree, file.parent, by, prune=prune, known_people_only=known_people_only,
        version=row.version if row else 0, choices=dict(row.choices) if row else {},
        departments=dict(Department.objects.values_list("name", "pk")),
        priorities=dict(Priority.objects.values_list("name", "pk")), people=team_by_address(),
        panels=set(SupportPanel.objects.values_list("key", flat=True)),
    )  # fmt: skip
    if not tree.whole:
        return plan
    if not isinstance(tree.value, dict):
        plan.wrong((), "this is no file of settings: it begins with “format: 1”")
        return plan
    for name in tree.value:
        if name not in NAMES:
            plan.wrong((name,), unknown(name, NAMES), at_key=True)
    _check_format(plan, tree.value.get("format"))
    for name, section in SECTIONS.items():
        if name == Panels.name:
            _plan_choices(plan, tree.value.get("choices", {}))
        if name in tree.value:
            _plan_section(plan, section, tree.value[name])
    return plan


def _check_format(plan: Plan, said: Any) -> None:
    if said is None:
        plan.wrong((), f"its format is missing: it begins with “format: {FORMAT}”")
    elif said != str(FORMAT):
        plan.wrong(("format",), f"this version reads format {FORMAT}")


def _plan_choices(plan: Plan, said: Any) -> None:
    if not isinstance(said, dict):
        plan.wrong(("choices",), "choices has groups with lines like “name: value” below it")
        return
    before = parsed(0, plan.choices).model_dump(mode="json")
    for name, values in said.items():
        if group_of(plan, name, ("choices",), tuple(GROUPS)) is None:
            continue
        wanted = plan_group(plan, ("choices", name), before[name], values)
        plan.choices[name] = {**before[name], **wanted.values}
        if any(before[name][one] != value for one, value in wanted.values.items()) or (
            wanted.later or wanted.picture
        ):
            plan.do(Stage.CHOICES, partial(_change, plan, name, wanted))


def _change(plan: Plan, name: str, wanted: Wanted) -> None:
    row = Workspace.objects.get(pk=1)
    before, now = parsed(0, row.choices), wanted.now()
    change_choices(name, now, by=plan.by)
    if name == "brand" and now.get("logo", before.brand.logo) != before.brand.logo:
        exchange(wanted.picture.stored if wanted.picture else None, replaced=before.brand.logo)


def _plan_section(plan: Plan, section: Section[Any, Any], said: Any) -> None:
    if not isinstance(said, list):
        plan.wrong((section.name,), f"{section.name} is a list: lines that begin with a hyphen")
        return
    rows: list[tuple[int, Any]] = []
    for at, one in enumerate(said):
        try:
            rows.append((at, section.row.model_validate(one)))
        except ValidationError as error:
            tell(plan, error, (section.name, at), section.row.model_fields)
            section.look_into(at, one, plan)
            if section.name == Departments.name and isinstance(one, dict):
                plan.departments.setdefault(str(one.get("name")), None)  # others may name it all the same
    if section.name == Departments.name:
        rows = without_strangers(rows, plan)
    section.plan(rows, plan)
