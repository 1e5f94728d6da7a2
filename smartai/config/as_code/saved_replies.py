from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from smartai.config.as_code.plan import Plan
from smartai.config.as_code.section import Match, Row, Section
from smartai.core.departments.models import Department
from smartai.core.saved_replies.actions import remove_saved_reply, save_saved_reply
from smartai.core.saved_replies.models import SavedReply
from smartai.core.workspace.groups.group import Line, Paragraphs
from smartai.foundation.accounts.actors import Actor


class SavedReplyRow(Row):
    name: Line = Field(min_length=1, max_length=80)
    department: Line = ""
    text: Paragraphs = ""


class SavedReplies(Section[SavedReplyRow, SavedReply]):
    """Those that are shared: everybody's own ones are no settings."""

    name = "saved_replies"
    row = SavedReplyRow
    ends = "removed"

    def known(self) -> Sequence[SavedReply]:
        return list(SavedReply.objects.kept().filter(person=None).select_related("department"))

    def as_row(self, model: SavedReply, plan: Plan | None = None) -> SavedReplyRow:
        department = model.department.name if model.department else ""
        if plan:
            department = plan.renamed.get(department, department)
        return SavedReplyRow.model_construct(name=model.name, department=department, text=model.text)

    def key(self, row: SavedReplyRow) -> str:
        return row.name

    def save(self, model: SavedReply | None, row: SavedReplyRow, plan: Plan) -> SavedReply:
        department = Department.objects.get(name=row.department) if row.department else None
        return save_saved_reply(
            model, by=plan.by, name=row.name, text=row.text, shared=True, department=department
        )

    def end(self, model: SavedReply, by: Actor) -> None:
        remove_saved_reply(model, by=by)

    def check(
        self, matches: list[Match[SavedReplyRow, SavedReply]], rest: list[SavedReply], plan: Plan
    ) -> None:
        for match in matches:
            at, row = (self.name, match.at), match.after
            if not row.text:
                plan.wrong((*at, "text"), "a saved reply has a text")
            if row.department and row.department not in plan.departments:
                plan.wrong((*at, "department"), f"there is no department {row.department}")
