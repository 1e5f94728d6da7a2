from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from smartai.config.as_code.plan import Plan
from smartai.config.as_code.section import OrderedSection, Row
from smartai.core.people.actions import (
    change_registration_field,
    create_registration_field,
    remove_registration_field,
)
from smartai.core.people.models import RegistrationField
from smartai.core.workspace.groups.group import Line
from smartai.foundation.accounts.actors import Actor


class QuestionRow(Row):
    label: Line = Field(min_length=1, max_length=80)
    hint: Line = Field(default="", max_length=200)
    required: bool = False


class Questions(OrderedSection[QuestionRow, RegistrationField]):
    name = "questions"
    row = QuestionRow
    ends = "removed"

    def known(self) -> Sequence[RegistrationField]:
        return list(RegistrationField.objects.filter(removed_at=None))

    def as_row(self, model: RegistrationField, plan: Plan | None = None) -> QuestionRow:
        return QuestionRow.model_construct(label=model.label, hint=model.hint, required=model.required)

    def key(self, row: QuestionRow) -> str:
        return row.label

    def save(self, model: RegistrationField | None, row: QuestionRow, plan: Plan) -> RegistrationField:
        if model is None:
            return create_registration_field(row.label, by=plan.by, hint=row.hint, required=row.required)
        change_registration_field(
            model, by=plan.by, label=row.label, hint=row.hint, required=row.required, position=model.position
        )
        return model

    def end(self, model: RegistrationField, by: Actor) -> None:
        remove_registration_field(model, by=by)

    def place(self, model: RegistrationField, position: int, by: Actor) -> None:
        change_registration_field(
            model, by=by, label=model.label, hint=model.hint, required=model.required, position=position
        )
