"""When the owner's fields are asked: what a rule may look at, and which fields given answers call for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext

from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.tickets.values import read_value
from smartai.lib.rules import WITHOUT_VALUE, Answer, Clause, Operator, Rule, circle, holds, shown
from smartai.lib.text import one_line

DEPARTMENT: Final = "department"
PRIORITY: Final = "priority"
LONGEST: Final = 200
"""Characters of a text that a rule looks for."""

_O = Operator
_EITHER = (_O.IS, _O.IS_NOT)
_THERE = (_O.FILLED, _O.EMPTY)
_WORDS = (*_EITHER, _O.CONTAINS, _O.LACKS, *_THERE)
_MEASURED = (*_EITHER, _O.GREATER, _O.LESS, *_THERE)
OPERATORS: Final[dict[str, tuple[Operator, ...]]] = {
    DEPARTMENT: _EITHER,
    PRIORITY: _EITHER,
    FieldKind.TEXT: _WORDS,
    FieldKind.LONG_TEXT: (_O.CONTAINS, _O.LACKS, *_THERE),
    FieldKind.NUMBER: _MEASURED,
    FieldKind.YES_NO: (*_EITHER, *_THERE),
    FieldKind.CHOICE: (*_EITHER, *_THERE),
    FieldKind.CHOICES: (_O.CONTAINS, _O.LACKS, *_THERE),
    FieldKind.DATE: _MEASURED,
    FieldKind.EMAIL: _WORDS,
    FieldKind.URL: _WORDS,
}
"""What can be asked of a department, of a priority, and of an answer of each kind."""


@dataclass(frozen=True)
class Asked:
    """Which of some fields are asked at all, and which of these can't be left empty."""

    shown: frozenset[int]
    needed: frozenset[int]


def asked(
    fields: Iterable[CustomField],
    values: Mapping[int, Any],
    *,
    department_id: int | None,
    priority_id: int | None,
) -> Asked:
    """By the values of all fields; what stands in one of ``fields`` that is not asked counts for nothing."""
    by_key = {field.key: field for field in fields}
    answers: dict[str, Answer] = {str(pk): value for pk, value in values.items()}
    answers |= {DEPARTMENT: str(department_id or ""), PRIORITY: str(priority_id or "")}
    keys = shown({key: field.shown_rule for key, field in by_key.items()}, answers)
    known = {key: answer for key, answer in answers.items() if key in keys or key not in by_key}
    return Asked(
        shown=frozenset(by_key[key].pk for key in keys),
        needed=frozenset(by_key[key].pk for key in keys if _is_needed(by_key[key], known)),
    )


def _is_needed(field: CustomField, answers: Mapping[str, Answer]) -> bool:
    rule = field.needed_rule
    return field.required or (bool(rule) and holds(rule, answers))


def kind_of(on: str, fields: Iterable[CustomField]) -> str:
    """What a clause looks at: a kind of field, ``department``, ``priority``; "" for what is not there."""
    if on in (DEPARTMENT, PRIORITY):
        return on
    return next((field.kind for field in fields if field.key == on and field.removed_at is None), "")


def read_clause(on: str, operator: str, typed: str, known: Catalogue) -> Clause:
    """What an owner wrote; values by their words. Raises ``ValueError`` with a sentence."""
    kind = kind_of(on, known.fields)
    if not kind:
        raise ValueError(gettext("Choose what it looks at."))
    if operator not in OPERATORS[kind]:
        raise ValueError(gettext("This can't be compared so. Choose another comparison."))
    if operator in WITHOUT_VALUE:
        return Clause(on, Operator(operator))
    text = one_line(typed)
    if not text:
        raise ValueError(gettext("Say what it is compared with."))
    return Clause(on, Operator(operator), _value(on, kind, text, known))


def value_words(clause: Clause, known: Catalogue) -> str:
    """The value of a clause as an owner writes it; "" where there is none any more."""
    if clause.operator in WITHOUT_VALUE:
        return ""
    if clause.on in (DEPARTMENT, PRIORITY):
        return next((words for pk, words in _named(clause.on, known) if str(pk) == clause.value), "")
    if isinstance(clause.value, bool):
        return gettext("Yes") if clause.value else gettext("No")
    return str(clause.value)


def options_of(on: str, known: Catalogue) -> Sequence[str] | None:
    """The words to choose a value from; None where it is written."""
    if on in (DEPARTMENT, PRIORITY):
        return [words for _pk, words in _named(on, known)]
    field = next((field for field in known.fields if field.key == on), None)
    if field is None:
        return None
    if field.kind == FieldKind.YES_NO:
        return [gettext("Yes"), gettext("No")]
    return field.options if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES) else None


def is_odd(clause: Clause, known: Catalogue) -> bool:
    """It looks for an option, department or priority that is not there any more."""
    options = options_of(clause.on, known)
    return clause.operator not in WITHOUT_VALUE and options is not None and (
        value_words(clause, known) not in options
    )  # fmt: skip


def clause_problem(clause: Clause, field: CustomField, fields: Sequence[CustomField]) -> str:
    """Why a rule of the field can't have this clause, as a sentence; "" when it can."""
    kind = kind_of(clause.on, fields)
    if not kind or clause.on == field.key:
        return gettext("Choose what it looks at.")
    if clause.operator not in OPERATORS[kind] or not _fits(clause, kind):
        return gettext("This can't be compared so. Choose another comparison.")
    looked_at = next((other for other in fields if other.key == clause.on), None)
    if looked_at and field.for_customers and not looked_at.for_customers:
        return gettext("Customers don't see “%(name)s”, so their form can't depend on it.") % {
            "name": looked_at.label
        }
    return ""


def circle_of(fields: Iterable[CustomField]) -> list[str]:
    """The labels of fields that are shown depending on each other in a circle; none mostly."""
    by_key = {field.key: field for field in fields}
    return [by_key[key].label for key in circle({key: field.shown_rule for key, field in by_key.items()})]


def looks_at(rule: Rule, field: CustomField) -> bool:
    return any(clause.on == field.key for clause in rule.clauses)


def _named(on: str, known: Catalogue) -> list[tuple[int, str]]:
    if on == DEPARTMENT:
        return [(department.pk, department.name) for department in known.active_departments]
    return [(priority.pk, priority.label) for priority in known.priorities]


def _value(on: str, kind: str, text: str, known: Catalogue) -> str | int | float | bool:
    if kind in (DEPARTMENT, PRIORITY):
        return _pk_named(on, text, known)
    if kind == FieldKind.YES_NO:
        words = {gettext("Yes").lower(): True, "yes": True, gettext("No").lower(): False, "no": False}
        if text.lower() not in words:
            raise ValueError(gettext("Choose yes or no."))
        return words[text.lower()]
    field = next(field for field in known.fields if field.key == on)
    if kind in (FieldKind.NUMBER, FieldKind.DATE, FieldKind.CHOICE):
        value: str | int | float | bool = read_value(field, text)
        return value
    if kind == FieldKind.CHOICES and text not in field.options:
        raise ValueError(gettext("Choose from the list."))
    if len(text) > LONGEST:
        raise ValueError(gettext("At most %(count)s characters.") % {"count": LONGEST})
    return text


def _pk_named(on: str, text: str, known: Catalogue) -> str:
    found = next((pk for pk, words in _named(on, known) if words.lower() == text.lower()), None)
    if found is None:
        raise ValueError(gettext("Choose from the list."))
    return str(found)


def _fits(clause: Clause, kind: str) -> bool:
    """Whether the value is one of such a field, as far as that can be seen from it."""
    if clause.operator in WITHOUT_VALUE:
        return True
    if kind == FieldKind.YES_NO:
        return isinstance(clause.value, bool)
    if kind == FieldKind.NUMBER:
        return isinstance(clause.value, int | float) and not isinstance(clause.value, bool)
    return isinstance(clause.value, str) and 0 < len(clause.value) <= 1_000
