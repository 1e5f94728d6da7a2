from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from django.db.models import Q
from pydantic import AfterValidator, Field

from smartai.config.as_code.plan import Plan, Stage
from smartai.config.as_code.section import Match, OrderedSection, Row
from smartai.core.departments.actions import (
    archive_department,
    change_department,
    create_department,
    restore_department,
    set_members,
)
from smartai.core.departments.models import Department
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.workspace.groups.group import Line
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person, Role
from smartai.lib.addresses import normal_address

Address = Annotated[str, AfterValidator(normal_address)]


class DepartmentRow(Row):
    name: Line = Field(min_length=1, max_length=80)
    offered: bool = True
    archived: bool = False
    members: list[Address] = []


class Departments(OrderedSection[DepartmentRow, Department]):
    name = "departments"
    row = DepartmentRow

    def known(self) -> Sequence[Department]:
        return list(Department.objects.prefetch_related("members"))

    def as_row(self, model: Department, plan: Plan | None = None) -> DepartmentRow:
        return DepartmentRow.model_construct(
            name=model.name,
            offered=model.offered,
            archived=model.archived_at is not None,
            members=sorted(one.email for one in model.members.all() if one.is_team and one.email),
        )

    def key(self, row: DepartmentRow) -> str:
        return row.name

    def save(self, model: Department | None, row: DepartmentRow, plan: Plan) -> Department:
        by, before = plan.by, self.as_row(model) if model else None
        if model is None:
            model = create_department(row.name, by=by, offered=row.offered)
        elif before and (before.name, before.offered) != (row.name, row.offered):
            change_department(model, by=by, name=row.name, offered=row.offered)
        members = sorted(set(row.members))
        if members != (before.members if before else []):
            nameless = list(model.members.filter(email=""))
            set_members(model, [*nameless, *(plan.people[one] for one in members)], by=by)
        if model.archived_at and not row.archived:
            restore_department(model, by=by)
        forget_catalogue()
        return model

    def ended(self, model: Department) -> bool:
        return model.archived_at is not None

    def end(self, model: Department, by: Actor) -> None:
        archive_department(model, by=by)
        forget_catalogue()

    def place(self, model: Department, position: int, by: Actor) -> None:
        change_department(model, by=by, name=model.name, offered=model.offered, position=position)

    def check(
        self, matches: list[Match[DepartmentRow, Department]], rest: list[Department], plan: Plan
    ) -> None:
        names: dict[str, int | None] = {one.name: one.pk for one in rest}
        for match in matches:
            if match.after.name in names:
                plan.wrong((self.name, match.at, "name"), "another department has this name")
            names[match.after.name] = match.model.pk if match.model else None
            if match.before and match.before.name != match.after.name:
                plan.renamed[match.before.name] = match.after.name
            if match.after.archived and not (match.before and match.before.archived):
                plan.do(Stage.ENDS, partial(self._archive, match, plan.by))
        unread = [name for name, pk in plan.departments.items() if pk is None]
        plan.departments = {**dict.fromkeys(unread), **names}
        kept = [one for one in rest if one.archived_at is None and not plan.prune]
        if not kept and all(match.after.archived for match in matches):
            plan.wrong((self.name,), "tickets need a department: one stays that is not archived")

    def _archive(self, match: Match[DepartmentRow, Department], by: Actor) -> None:
        assert match.model is not None  # made by an earlier step
        self.end(match.model, by)


def team_by_address() -> dict[str, Person]:
    """Whom a file can name. One statement."""
    rows = Person.objects.filter(~Q(email=""), role__in=[Role.AGENT, Role.OWNER]).order_by("active", "-pk")
    return {person.email: person for person in rows}


def without_strangers(
    rows: Sequence[tuple[int, DepartmentRow]], plan: Plan
) -> list[tuple[int, DepartmentRow]]:
    """Members whom nobody here knows are a problem, or are left out where that was asked for."""
    found = []
    for at, row in rows:
        known = sorted({one for one in row.members if one in plan.people})
        for place, address in enumerate(row.members):
            if address in plan.people:
                continue
            if plan.known_people_only:
                plan.notices.append(f"{row.name}: nobody in the team has the address {address}; left out")
            else:
                plan.wrong(
                    ("departments", at, "members", place), f"nobody in the team has the address {address}"
                )
        said = {"members": known} if "members" in row.model_fields_set else {}
        found.append((at, row.model_copy(update=said)))
    return found
