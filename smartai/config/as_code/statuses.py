from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pydantic import Field

from smartai.config.as_code.plan import Plan
from smartai.config.as_code.section import Match, OrderedSection, Row
from smartai.core.tickets.actions import archive_status, save_status
from smartai.core.tickets.models import Category, Status
from smartai.core.workspace.groups.group import Line
from smartai.foundation.accounts.actors import Actor


class StatusRow(Row):
    category: Category
    name: Line = Field(default="", max_length=60)


class Statuses(OrderedSection[StatusRow, Status]):
    """Known by meaning and name; an empty name shows the meaning's own word."""

    name = "statuses"
    row = StatusRow

    def known(self) -> Sequence[Status]:
        return list(Status.objects.filter(archived_at=None))

    def as_row(self, model: Status, plan: Plan | None = None) -> StatusRow:
        return StatusRow.model_construct(category=Category(model.category), name=model.name)

    def key(self, row: StatusRow) -> str:
        return f"{row.category.value} {row.name}".strip()

    def key_before(self, row: StatusRow) -> str:
        return f"{row.category.value} {row.was}".strip()

    def save(self, model: Status | None, row: StatusRow, plan: Plan) -> Status:
        position = model.position if model else max((one.position for one in self.known()), default=-1) + 1
        return save_status(model, by=plan.by, name=row.name, category=row.category, position=position)

    def end(self, model: Status, by: Actor) -> None:
        archive_status(model, by=by)

    def place(self, model: Status, position: int, by: Actor) -> None:
        save_status(model, by=by, name=model.name, category=Category(model.category), position=position)

    def check(self, matches: list[Match[StatusRow, Status]], rest: list[Status], plan: Plan) -> None:
        left = Counter(match.after.category.value for match in matches)
        for one in rest if plan.prune else ():
            if not left[one.category]:
                plan.wrong((self.name,), f"tickets need a status of {one.category}: one stays")
