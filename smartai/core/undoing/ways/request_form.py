"""The owner's own fields, and the order in which the form asks."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from smartai.core.departments.models import Department
from smartai.core.tickets.actions import (
    bring_back_custom_field,
    hold_form,
    order_form,
    remove_custom_field,
    save_custom_field,
)
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.errors import FieldNeeded, RuleUnfit
from smartai.core.tickets.events import FieldsChanged, FormOrdered
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.tickets.told import field_told
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import Undoing, former_order, held, still, tells_after, unused
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.actors import Actor
from smartai.lib.rules import read_rule


def undo_field(fact: FieldsChanged, *, by: Actor) -> None:
    hold_form()
    field, removed = held(CustomField.objects.all(), fact.row_id), fact.what == "custom field removed"
    still({"archived": field.removed_at is not None}, {"archived": removed})
    still(field_told(field), fact.after)
    try:
        if removed:
            bring_back_custom_field(field, by=by)
        elif fact.what == "custom field changed":
            _give_back(field, fact, by)
        else:
            count = field.values.count() if fact.what == "custom field created" else 0
            unused((count, ngettext("%(n)d ticket", "%(n)d tickets", count)))
            remove_custom_field(field, by=by)
    except RuleUnfit as unfit:
        raise UndoRefused(str(unfit)) from unfit
    except FieldNeeded as needed:
        names = ", ".join(f"“{name}”" for name in needed.names)
        words = gettext("Not archived, because of %(names)s. Change first when that is shown or required.")
        raise UndoRefused(words % {"names": names}) from needed


def undo_form_order(fact: FormOrdered, *, by: Actor) -> None:
    hold_form()
    forget_catalogue()
    order_form(former_order(catalogue().form_order(), fact.before, fact.after), by=by)


def _give_back(field: CustomField, fact: FieldsChanged, by: Actor) -> None:
    values = {**field_told(field), **fact.before}
    if values["kind"] != field.kind and field.values.exists():
        raise UndoRefused(gettext("Tickets have values of the field, so its kind stays as it is."))
    values["kind"] = FieldKind(values["kind"])
    values["departments"] = Department.objects.filter(pk__in=values["departments"])
    values["panels"] = SupportPanel.objects.filter(pk__in=values["panels"])
    for name in ("shown_when", "needed_when"):
        values[name] = read_rule(values[name])
    save_custom_field(field, by=by, **values)


FIELD_WAYS = dict.fromkeys(
    ("custom field created", "custom field changed", "custom field removed", "custom field brought back"),
    undo_field,
)
WAYS = (Undoing(FormOrdered, undo_form_order, (), told=tells_after),)
