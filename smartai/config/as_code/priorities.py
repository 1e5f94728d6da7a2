from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from smartai.config.as_code.plan import Plan
from smartai.config.as_code.section import Match, Row, Section
from smartai.core.tickets.actions import save_priority
from smartai.core.tickets.models import Priority
from smartai.core.workspace.groups.group import Line


class PriorityRow(Row):
    rank: int
    name: Line = Field(default="", max_length=40)
    customer_words: Line = Field(default="", max_length=80)
    offered: bool = True
    default: bool = False


class Priorities(Section[PriorityRow, Priority]):
    """Known by their rank, so that they can be renamed; there are as many as there are."""

    name = "priorities"
    row = PriorityRow

    def known(self) -> Sequence[Priority]:
        return list(Priority.objects.all())

    def as_row(self, model: Priority, plan: Plan | None = None) -> PriorityRow:
        return PriorityRow.model_construct(
            rank=model.rank,
            name=model.name,
            customer_words=model.customer_words,
            offered=model.offered,
            default=model.is_default,
        )

    def key(self, row: PriorityRow) -> str:
        return str(row.rank)

    def save(self, model: Priority | None, row: PriorityRow, plan: Plan) -> Priority:
        assert model is not None  # others were refused
        fresh = Priority.objects.get(pk=model.pk)
        return save_priority(
            fresh, by=plan.by, name=row.name, customer_words=row.customer_words, offered=row.offered,
            is_default=row.default,
        )  # fmt: skip

    def check(self, matches: list[Match[PriorityRow, Priority]], rest: list[Priority], plan: Plan) -> None:
        taken = {one.name: one.rank for one in self.known()}
        for match in matches:
            at, row = (self.name, match.at), match.after
            if match.model is None:
                ranks = ", ".join(str(one.rank) for one in self.known())
                plan.wrong((*at, "rank"), f"there is no priority of this rank; there are {ranks}")
            elif not row.name:
                plan.wrong((*at, "name"), "a priority has a name")
            elif taken.get(row.name, row.rank) != row.rank:
                plan.wrong((*at, "name"), f"{row.name} is the name of rank {taken[row.name]}")
            if match.model is not None:
                taken[row.name] = row.rank
                plan.priorities[row.name] = match.model.pk
        self._one_default(matches, rest, plan)
        matches.sort(key=lambda match: match.after.default)  # one takes it from the other

    def _one_default(
        self, matches: list[Match[PriorityRow, Priority]], rest: list[Priority], plan: Plan
    ) -> None:
        wanted = [match for match in matches if match.after.default]
        new = [match for match in wanted if "default" in self.changed(match)]
        if len(wanted) > 1 and len(new) != 1:
            plan.wrong((self.name, wanted[-1].at, "default"), "one priority alone is the default")
        if not wanted and not any(one.is_default for one in rest):
            plan.wrong((self.name,), "one priority is the default")

    def _end(self, rest: list[Priority], plan: Plan) -> None:
        """They are as many as there are: none goes because a file does not name it."""
        plan.left[self.name] = len(rest)
