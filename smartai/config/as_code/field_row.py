"""What a file of settings says of a field of the form."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from smartai.config.as_code.field_rules import RuleRow
from smartai.config.as_code.section import Row
from smartai.core.tickets.models import FieldKind, Part
from smartai.core.workspace.groups.group import Line


def _once(words: list[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


class FieldRow(Row):
    """An own field; or a part of the form, of which only the place is said here. ``panels`` are keys."""

    part: Part | None = None
    label: Line = Field(default="", max_length=80)
    kind: FieldKind = FieldKind.TEXT
    hint: Line = Field(default="", max_length=300)
    options: Annotated[list[Line], AfterValidator(_once)] = []
    required: bool = False
    for_customers: bool = True
    departments: list[Line] = []
    panels: list[Line] = []
    shown_when: RuleRow = RuleRow()
    needed_when: RuleRow = RuleRow()

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        others = sorted(self.model_fields_set - {"part"})
        if self.part and others:
            raise ValueError(f"of a part only the place is said here: {others[0]} belongs to a field")
        if not (self.part or self.label):
            raise ValueError("label is missing")
        return self
