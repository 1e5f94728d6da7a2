"""What an owner decides about statuses and priorities."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.errors import StillInUse
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import Category, Priority, Status, Ticket
from smartai.core.tickets.told import priority_told, status_told
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def save_status(status: Status | None, *, by: Actor, name: str, category: Category, position: int) -> Status:
    """Creates or changes a status; the category of a status in use stays."""
    require(is_owner(by))
    found = status_told(Status.objects.select_for_update().get(pk=status.pk)) if status else None
    status = status or Status(category=category)
    if not (status.pk and Ticket.objects.filter(status=status).exists()):
        status.category = category
    status.name, status.position = one_line(name)[:60], position
    status.save()
    if found is None:
        _changed(status, "status created", by, after=status_told(status))
    else:
        _told(status, "status", found, status_told(status), by)
    return status


@transaction.atomic
def archive_status(status: Status, *, by: Actor) -> None:
    """Is offered no more. Raises ``StillInUse`` for the last one of its category."""
    require(is_owner(by))
    others = Status.objects.filter(category=status.category, archived_at=None).exclude(pk=status.pk)
    if not others.exists():
        raise StillInUse
    status.archived_at = timezone.now()
    status.save(update_fields=["archived_at"])
    _changed(status, "status archived", by)


@transaction.atomic
def bring_back_status(status: Status, *, by: Actor) -> None:
    """Is offered again, where it was."""
    require(is_owner(by))
    status.archived_at = None
    status.save(update_fields=["archived_at"])
    _changed(status, "status brought back", by)


@transaction.atomic
def save_priority(
    priority: Priority,
    *,
    by: Actor,
    name: str,
    customer_words: str,
    offered: bool,
    is_default: bool,
    instead: Priority | None = None,
) -> Priority:
    """Changes the words of a priority, whether customers may choose it, and which one is the default.

    The default stays one until another is; ``instead`` becomes it in the stead of this one.
    """
    require(is_owner(by))
    found = priority_told(*_held(priority))
    if instead is not None:
        priority.is_default = False
        Priority.objects.filter(pk=instead.pk).update(is_default=True)
    if is_default:
        Priority.objects.exclude(pk=priority.pk).update(is_default=False)
    priority.name, priority.customer_words = (
        one_line(name)[:40],
        one_line(customer_words)[:80],
    )
    priority.offered, priority.is_default = offered, is_default or priority.is_default
    priority.save()
    _told(priority, "priority", found, priority_told(*_held(priority)), by)
    return priority


def _held(priority: Priority) -> tuple[Priority, Priority | None]:
    """As it is stored, and the default; all are held, for two could become the default at once."""
    rows = {row.pk: row for row in Priority.objects.select_for_update().order_by("pk")}
    return rows[priority.pk], next((row for row in rows.values() if row.is_default), None)


def _told(row: Status | Priority, what: str, found: dict[str, Any], left: dict[str, Any], by: Actor) -> None:
    before, after = differing(found, left)
    if after:
        _changed(row, what, by, before=before, after=after)


def _changed(row: Status | Priority, what: str, by: Actor, **values: dict[str, Any]) -> None:
    transaction.on_commit(forget_catalogue)
    forget_catalogue()
    of = "status" if isinstance(row, Status) else "priority"
    record(FieldsChanged(what=what, name=row.label, of=of, row_id=row.pk, **values), by=by)
