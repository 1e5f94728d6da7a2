"""Statuses and priorities; they share a kind of fact with the owner's fields."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, ngettext

from smartai.core.tickets.actions import archive_status, bring_back_status, save_priority, save_status
from smartai.core.tickets.errors import StillInUse
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import Category, Priority, Status, Ticket
from smartai.core.tickets.told import priority_told, status_told
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import Undo, Undoing, held, still, unused
from smartai.core.undoing.ways.request_form import FIELD_WAYS
from smartai.foundation.accounts.actors import Actor


def undo_status(fact: FieldsChanged, *, by: Actor) -> None:
    status, archived = held(Status.objects.all(), fact.row_id), fact.what == "status archived"
    still({"archived": status.archived_at is not None}, {"archived": archived})
    still(status_told(status), fact.after)
    if archived:
        bring_back_status(status, by=by)
        return
    if fact.what == "status":
        _give_back(status, {**status_told(status), **fact.before}, by)
        return
    count = Ticket.objects.filter(status=status).count() if fact.what == "status created" else 0
    unused((count, ngettext("%(n)d ticket", "%(n)d tickets", count)))
    try:
        archive_status(status, by=by)
    except StillInUse as needed:
        raise UndoRefused(gettext("It is the last one of its meaning: actions need it.")) from needed


def undo_priority(fact: FieldsChanged, *, by: Actor) -> None:
    rows = {row.pk: row for row in Priority.objects.select_for_update().order_by("pk")}
    priority = rows.get(fact.row_id)
    if priority is None:
        raise UndoRefused(gettext("It is not there any more."))
    now = priority_told(priority, next((row for row in rows.values() if row.is_default), None))
    still(now, fact.after)
    values = {**now, **fact.before}
    default, was_default = values.pop("default"), now["default"]
    if default != was_default and default not in rows:
        raise UndoRefused(gettext("The priority that new requests had before is not there any more."))
    instead = rows[default] if default not in (was_default, priority.pk) else None
    try:
        with transaction.atomic():
            save_priority(priority, by=by, is_default=default == priority.pk, instead=instead, **values)
    except IntegrityError as taken:
        raise UndoRefused(gettext("Another priority has this name.")) from taken


def undo_field_fact(fact: FieldsChanged, *, by: Actor) -> None:
    BY_WHAT[fact.what](fact, by=by)


def _give_back(status: Status, values: dict[str, Any], by: Actor) -> None:
    if values["category"] != status.category and Ticket.objects.filter(status=status).exists():
        raise UndoRefused(gettext("Tickets have the status, so its meaning stays as it is."))
    save_status(status, by=by, **{**values, "category": Category(values["category"])})


def _tells_enough(fact: FieldsChanged) -> bool:
    moved = fact.what.endswith(("archived", "removed", "brought back"))
    return fact.row_id > 0 and fact.what in BY_WHAT and (moved or bool(fact.after))


BY_WHAT: dict[str, Undo[FieldsChanged]] = {
    **dict.fromkeys(("status created", "status", "status archived", "status brought back"), undo_status),
    "priority": undo_priority,
    **FIELD_WAYS,
}
WAYS = (Undoing(FieldsChanged, undo_field_fact, ("of", "row_id"), told=_tells_enough),)
