from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import FieldProblem
from smartai.core.tickets.events import CustomValuesChanged
from smartai.core.tickets.models import CustomValue, Ticket
from smartai.core.tickets.policies import can_work_on
from smartai.core.tickets.values import read_value
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def set_values(ticket: Ticket, typed: dict[int, Any], *, by: Actor) -> None:
    """The team changes custom fields of a ticket; fields that are not given stay. Raises ``FieldProblem``."""
    require(can_work_on(by, ticket))
    known = {field.pk: field for field in catalogue().fields_for(ticket.department_id, customers_only=False)}
    problems, values = {}, {}
    for pk, text in typed.items():
        try:
            values[pk] = read_value(known[pk], text)
        except KeyError as error:
            raise FieldProblem({pk: gettext("This field is gone.")}) from error
        except ValueError as error:
            problems[pk] = str(error)
    if problems:
        raise FieldProblem(problems)
    changed = store_values(ticket, values)
    if changed:
        record(
            CustomValuesChanged(ticket_id=ticket.pk, labels=[known[pk].label for pk in changed]),
            by=by,
        )


def checked_values(typed: dict[int, Any], department_id: int, *, customers_only: bool) -> dict[int, Any]:
    """Typed texts as JSON values, for a new ticket of the department; required ones must be there.

    Fields of other departments and the team's own are left out. Raises ``FieldProblem``.
    """
    problems: dict[int, str] = {}
    values: dict[int, Any] = {}
    for field in catalogue().fields_for(department_id, customers_only=customers_only):
        try:
            value = read_value(field, typed.get(field.pk))
        except ValueError as error:
            problems[field.pk] = str(error)
            continue
        if value is None and field.required and customers_only:
            problems[field.pk] = gettext("This is needed for your request.")
        elif value is not None:
            values[field.pk] = value
    if problems:
        raise FieldProblem(problems)
    return values


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
