from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import FieldProblem
from smartai.core.tickets.events import CustomValuesChanged
from smartai.core.tickets.models import CustomField, CustomValue, Ticket
from smartai.core.tickets.policies import can_work_on
from smartai.core.tickets.rules import asked
from smartai.core.tickets.search.filing import mark_stale
from smartai.core.tickets.values import read_value
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def set_values(ticket: Ticket, typed: dict[int, Any], *, by: Actor) -> None:
    """The team changes custom fields of a ticket; fields that are not given stay. Raises ``FieldProblem``.

    What stands in a field that is no longer asked, by what stands in the others now, is emptied.
    """
    require(can_work_on(by, ticket))
    known = {field.pk: field for field in catalogue().fields_of(ticket)}
    for pk in typed:
        if pk not in known:
            raise FieldProblem({pk: gettext("This field is gone.")})
    values, problems = _read([known[pk] for pk in typed], typed)
    stored = dict(ticket.custom_values.values_list("field_id", "value"))
    shown = asked(
        known.values(), stored | values, department_id=ticket.department_id, priority_id=ticket.priority_id
    ).shown
    if problems := {pk: words for pk, words in problems.items() if pk in shown}:
        raise FieldProblem(problems)
    values |= dict.fromkeys((stored.keys() | values.keys()) & known.keys() - shown)
    changed = store_values(ticket, values)
    if changed:
        mark_stale([ticket.pk])
        record(
            CustomValuesChanged(ticket_id=ticket.pk, labels=[known[pk].label for pk in changed]),
            by=by,
        )


def checked_values(
    typed: dict[int, Any],
    department_id: int,
    priority_id: int | None,
    *,
    customers_only: bool,
    panel_id: int | None = None,
) -> dict[int, Any]:
    """Typed texts as JSON values, for a new ticket of the department; needed ones must be there.

    Fields of other departments and, of what customers write, of other panels, the team's own, and those that
    the other answers don't call for are left out. Raises ``FieldProblem``.
    """
    known = catalogue()
    fields = (
        known.fields_asked([department_id], panel_id) if customers_only else known.fields_for(department_id)
    )
    values, problems = _read(fields, typed)
    which = asked(fields, values, department_id=department_id, priority_id=priority_id)
    problems = {pk: words for pk, words in problems.items() if pk in which.shown}
    for pk in which.needed if customers_only else ():
        if values[pk] is None and pk not in problems:
            problems[pk] = gettext("This is needed for your request.")
    if problems:
        raise FieldProblem(problems)
    return {pk: value for pk, value in values.items() if value is not None and pk in which.shown}


def _read(fields: Iterable[CustomField], typed: dict[int, Any]) -> tuple[dict[int, Any], dict[int, str]]:
    """Values by field id, None where nothing can be read; and sentences about what can't."""
    values: dict[int, Any] = {}
    problems: dict[int, str] = {}
    for field in fields:
        try:
            values[field.pk] = read_value(field, typed.get(field.pk))
        except ValueError as error:
            values[field.pk], problems[field.pk] = None, str(error)
    return values, problems


def store_values(ticket: Ticket, values: dict[int, Any]) -> list[int]:
    """Writes values (None empties) and returns the ids of the fields that changed."""
    if not values:
        return []
    before = dict(ticket.custom_values.values_list("field_id", "value"))
    changed = [pk for pk, value in values.items() if before.get(pk) != value]
    ticket.custom_values.filter(field_id__in=[pk for pk in changed if values[pk] is None]).delete()
    CustomValue.objects.bulk_create(
        [
            CustomValue(ticket=ticket, field_id=pk, value=values[pk])
            for pk in changed
            if values[pk] is not None
        ],
        update_conflicts=True,
        update_fields=["value"],
        unique_fields=["ticket", "field"],
    )
    return changed
