"""Rules of own fields as a file says them: by the labels of fields and the names of departments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

from smartai.config.as_code.reasons import unknown
from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.tickets.rules import DEPARTMENT, OPERATORS, PRIORITY, read_clause
from smartai.core.workspace.groups.group import Line
from smartai.lib.rules import MOST_CLAUSES, WITHOUT_VALUE, Clause, Operator, Rule
from smartai.lib.yaml_tree import Path

PARTS: Final = (DEPARTMENT, PRIORITY)
_YES_NO: Final = {"true": "yes", "false": "no"}
_NAMES: Final = ("field", "which", "part", *(one.value for one in Operator))


class ClauseRow(BaseModel):
    """``field: Device`` or ``part: department``, and below it how it is compared: ``is: Printer``.

    ``which`` is said where several fields have the label: 2 is the second of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: Line = ""
    part: str = ""
    which: int = Field(default=1, ge=1)
    operator: Operator
    value: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, said: Any) -> Any:
        if not isinstance(said, dict):
            raise ValueError("a condition has a line like “field: name”, and one like “is: value” below it")
        for name in said:
            if name not in _NAMES:
                raise ValueError(unknown(str(name), _NAMES))
        if ("field" in said) == ("part" in said):
            raise ValueError("a condition looks at one thing: it has a line “field” or a line “part”")
        if "part" in said and said["part"] not in PARTS:
            raise ValueError(f"part is one of {', '.join(PARTS)}")
        compared = [one for one in Operator if one.value in said]
        if len(compared) != 1:
            raise ValueError(f"a condition compares once: with {', '.join(Operator)}")
        value = said[compared[0].value]
        if compared[0] in WITHOUT_VALUE:
            if value != "true":
                raise ValueError(f"write “{compared[0].value}: true”")
            value = ""
        what = {name: said[name] for name in ("field", "which", "part") if name in said}
        return {**what, "operator": compared[0], "value": value}

    @model_serializer
    def _written(self) -> dict[str, Any]:
        what: dict[str, Any] = {"part": self.part} if self.part else {"field": self.field}
        if self.which > 1:
            what["which"] = self.which
        return what | {self.operator.value: True if self.operator in WITHOUT_VALUE else self.value}

    def __str__(self) -> str:
        number = f" ({self.which})" if self.which > 1 else ""
        words = (f"{self.part or self.field}{number}", self.operator.value.replace("_", " "), self.value)
        return " ".join(word for word in words if word)


class RuleRow(BaseModel):
    """``all`` of the conditions must be true, or ``any`` of them; with none it says nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    all: tuple[ClauseRow, ...] = Field(default=(), max_length=MOST_CLAUSES)
    any: tuple[ClauseRow, ...] = Field(default=(), max_length=MOST_CLAUSES)

    @model_validator(mode="after")
    def _once(self) -> Self:
        if self.all and self.any:
            raise ValueError("a rule has conditions below “all” or below “any”, not both")
        return self

    @model_serializer
    def _written(self) -> dict[str, Any]:
        kept = {"all": self.all, "any": self.any}
        return {name: [one.model_dump() for one in rows] for name, rows in kept.items() if rows}

    def __str__(self) -> str:
        return (" or " if self.any else " and ").join(map(str, self.any or self.all))

    def placed(self) -> Iterator[tuple[Path, ClauseRow]]:
        """Each with its place below the rule's."""
        for name, rows in (("all", self.all), ("any", self.any)):
            for at, row in enumerate(rows):
                yield (name, at), row


@dataclass(frozen=True)
class Subjects:
    """What rules can look at. ``fields`` in the order in which those of one label are counted; keys of what
    is not made yet are no numbers. ``unread`` are labels of rows that could not be read.
    """

    fields: Sequence[CustomField]
    departments: Mapping[str, str]
    priorities: Mapping[str, str]
    unread: frozenset[str] = frozenset()

    def words(self, rule: Rule) -> RuleRow:
        rows = tuple(self._row(clause) for clause in rule.clauses)
        name = "any" if rule.any_of and rows else "all"
        kept: dict[str, Any] = {"all": (), "any": (), name: rows}
        return RuleRow.model_construct(**kept)

    def clauses(
        self, row: RuleRow, stored: Rule, wrong: Callable[[Path, str], None]
    ) -> list[tuple[Path, Clause]]:
        """Each with its place below the rule's. ``stored`` is the rule as it was: of what it says already,
        nothing is asked again.
        """
        held = {self._row(clause): clause for clause in stored.clauses}
        found = []
        for path, one in row.placed():
            try:
                clause = held.get(one) or self._clause(one)
            except ValueError as problem:
                wrong((*path, one.operator.value if one.value else ""), str(problem))
            else:
                found += [(path, clause)] if clause else []
        return found

    def _row(self, clause: Clause) -> ClauseRow:
        what: dict[str, Any] = {"part": clause.on} if clause.on in PARTS else self._called(clause.on)
        value = str(clause.value)
        if clause.operator in WITHOUT_VALUE:
            value = ""
        elif clause.on in PARTS:
            value = next((name for name, key in self._of(clause.on).items() if key == clause.value), "")
        elif isinstance(clause.value, bool):
            value = "yes" if clause.value else "no"
        said = {"field": "", "part": "", "which": 1, **what, "operator": clause.operator, "value": value}
        return ClauseRow.model_construct(**said)

    def _called(self, key: str) -> dict[str, Any]:
        label = next((field.label for field in self.fields if field.key == key), "")
        alike = [field.key for field in self.fields if field.label == label]
        return {"field": label, "which": alike.index(key) + 1 if key in alike else 1}

    def _clause(self, row: ClauseRow) -> Clause | None:
        """None for one that looks at a row of the file that could not be read. Raises ``ValueError``."""
        if row.part:
            return self._of_part(row)
        alike = [field for field in self.fields if field.label == row.field]
        if len(alike) < row.which:
            if row.field in self.unread:
                return None
            labels = [field.label for field in self.fields]
            if alike:
                raise ValueError(f"only {len(alike)} of the fields has the label {row.field}")
            raise ValueError(unknown(row.field, labels))
        field = alike[row.which - 1]
        if row.operator not in OPERATORS[field.kind]:
            raise ValueError(_unfit(row, f"a field of {field.kind}", OPERATORS[field.kind]))
        if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and row.value not in (*field.options, ""):
            raise ValueError(unknown(row.value, field.options))
        known = Catalogue((), (), (), tuple(self.fields))
        value = _YES_NO.get(row.value, row.value) if field.kind == FieldKind.YES_NO else row.value
        return read_clause(field.key, row.operator.value, value, known)

    def _of_part(self, row: ClauseRow) -> Clause | None:
        if row.operator not in OPERATORS[row.part]:
            raise ValueError(_unfit(row, f"the {row.part}", OPERATORS[row.part]))
        known = self._of(row.part)
        if row.value not in known:
            raise ValueError(unknown(f"{row.part} {row.value}", [f"{row.part} {name}" for name in known]))
        return Clause(row.part, row.operator, known[row.value])

    def _of(self, part: str) -> Mapping[str, str]:
        return self.departments if part == DEPARTMENT else self.priorities


def _unfit(row: ClauseRow, what: str, operators: Iterable[Operator]) -> str:
    fitting = ", ".join(one.value for one in operators)
    return f"{row.operator.value} does not fit {what}: there are {fitting}"
