"""What an owner decides about the own fields of tickets: what they are, and when they are asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from smartai.core.departments.models import Department
from smartai.core.tickets.actions.order_form import hold_form, make_room
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.errors import FieldNeeded, RuleUnfit
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.tickets.rules import OPERATORS, circle_of, clause_problem, looks_at
from smartai.core.tickets.search.filing import field_changed
from smartai.core.tickets.told import field_told
from smartai.core.workspace.models import SupportPanel
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.rules import Rule
from smartai.lib.text import one_line

NO_RULE = Rule()


@transaction.atomic
def save_custom_field(
    field: CustomField | None,
    *,
    by: Actor,
    label: str,
    kind: FieldKind,
    hint: str = "",
    options: Iterable[str] = (),
    required: bool = False,
    for_customers: bool = True,
    departments: Iterable[Department] = (),
    panels: Iterable[SupportPanel] = (),
    shown_when: Rule = NO_RULE,
    needed_when: Rule = NO_RULE,
) -> CustomField:
    """Creates (``None``) or changes a field; a kind is never changed once there are values of it.

    Raises ``RuleUnfit``. The form is held meanwhile: two halves of a circle can't be saved at once.
    """
    require(is_owner(by))
    others, new = _others(field), field is None
    found = field_told(CustomField.objects.get(pk=field.pk)) if field else {}
    field = field or CustomField()
    if not (field.pk and field.values.exists()):
        field.kind = kind
    field.label, field.hint, field.required = one_line(label), one_line(hint), required
    field.options = list(dict.fromkeys(one_line(option) for option in options if one_line(option)))
    shown_to_others = field.pk is not None and field.for_customers != for_customers
    field.for_customers = for_customers
    field.shown_when, field.needed_when = shown_when.to_json(), needed_when.to_json()
    _check_rules(field, others)
    if new:
        field.position = make_room()
    field.save()
    field.departments.set(departments)
    field.panels.set(panels)
    if shown_to_others:
        field_changed(field)
    before, after = differing(found, field_told(field))
    if new:
        _changed(field, "custom field created", by, after=after)
    elif after:
        _changed(field, "custom field changed", by, before=before, after=after)
    return field


@transaction.atomic
def remove_custom_field(field: CustomField, *, by: Actor) -> None:
    """Is asked no more; the values that tickets have stay readable. Raises ``FieldNeeded``."""
    require(is_owner(by))
    dependent = [other.label for other in _others(field) if _depends_on(other, field)]
    if dependent:
        raise FieldNeeded(dependent)
    field.removed_at = timezone.now()
    field.save(update_fields=["removed_at"])
    _changed(field, "custom field removed", by)


@transaction.atomic
def bring_back_custom_field(field: CustomField, *, by: Actor) -> None:
    """Is asked again, where it was. Raises ``RuleUnfit`` when what it looks at is gone meanwhile."""
    require(is_owner(by))
    field.removed_at = None
    _check_rules(field, _others(field))
    field.save(update_fields=["removed_at"])
    _changed(field, "custom field brought back", by)


def _others(field: CustomField | None) -> list[CustomField]:
    """In their order; the form is held from here on."""
    hold_form()
    kept = CustomField.objects.kept()
    return [other for other in kept if field is None or other.pk != field.pk]


def _check_rules(field: CustomField, others: list[CustomField]) -> None:
    """Its own rules, then those of the fields that look at it."""
    for part, rule in (("shown_when", field.shown_rule), ("needed_when", field.needed_rule)):
        for clause in rule.clauses:
            if problem := clause_problem(clause, field, others):
                raise RuleUnfit(part, problem)
    if field._state.adding:
        return
    if labels := circle_of([*others, field]):
        words = gettext("These would wait for each other: %(names)s.") % {"names": ", ".join(labels)}
        raise RuleUnfit("shown_when", words)
    for other in others:
        _check_what_looks(other, field)


def _check_what_looks(other: CustomField, field: CustomField) -> None:
    if not _depends_on(other, field):
        return
    if other.for_customers and not field.for_customers:
        words = gettext("“%(name)s” depends on it and is for customers. Change that first.")
        raise RuleUnfit("for_customers", words % {"name": other.label})
    clauses = (*other.shown_rule.clauses, *other.needed_rule.clauses)
    if any(one.on == field.key and one.operator not in OPERATORS[field.kind] for one in clauses):
        words = gettext("“%(name)s” depends on it in a way this kind has not. Change that first.")
        raise RuleUnfit("kind", words % {"name": other.label})


def _depends_on(other: CustomField, field: CustomField) -> bool:
    return looks_at(other.shown_rule, field) or looks_at(other.needed_rule, field)


def _changed(field: CustomField, what: str, by: Actor, **values: dict[str, Any]) -> None:
    transaction.on_commit(forget_catalogue)
    forget_catalogue()
    fact = FieldsChanged(what=what, name=field.label, of="custom field", row_id=field.pk, **values)
    record(fact, by=by)
