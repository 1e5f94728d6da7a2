"""A rule as an owner writes it: rows of what is looked at, how, and with what it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.rules import read_clause, value_words
from smartai.lib.rules import MOST_CLAUSES, Rule

ROWS_READ = 50
"""Of what is sent."""


@dataclass(frozen=True)
class RuleRow:
    on: str = ""
    operator: str = ""
    value: str = ""


@dataclass(frozen=True)
class TypedRule:
    rows: tuple[RuleRow, ...] = ()
    any_of: bool = False


class RuleInput(forms.Widget):
    """Drawn by ``console/rule.html``; three controls a row, all rows under the same three names."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedRule:
        if not hasattr(data, "getlist"):
            return TypedRule()
        columns = [data.getlist(f"{name}_{part}")[:ROWS_READ] for part in ("on", "is", "value")]
        rows = tuple(RuleRow(*(str(part) for part in row)) for row in zip(*columns, strict=False))
        return TypedRule(tuple(row for row in rows if row.on), any_of=data.get(f"{name}_any") == "any")


class RuleField(forms.Field):
    """Gives a ``Rule``; rows that look at nothing count for nothing. The form sets ``known``."""

    widget = RuleInput
    known: Catalogue

    def clean(self, value: TypedRule) -> Rule:
        if len(value.rows) > MOST_CLAUSES:
            raise ValidationError(gettext("At most %(count)s conditions.") % {"count": MOST_CLAUSES})
        clauses = []
        for number, row in enumerate(value.rows, 1):
            try:
                clauses.append(read_clause(row.on, row.operator, row.value, self.known))
            except ValueError as error:
                place = {"number": number, "problem": str(error)}
                raise ValidationError(gettext("Condition %(number)s: %(problem)s") % place) from error
        return Rule(tuple(clauses), any_of=value.any_of)

    def as_typed(self, rule: Rule) -> TypedRule:
        rows = (RuleRow(one.on, one.operator, value_words(one, self.known)) for one in rule.clauses)
        return TypedRule(tuple(rows), rule.any_of)
