"""What an owner decides about statuses and priorities."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.errors import StillInUse
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import Category, Priority, Status, Ticket
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def save_status(status: Status | None, *, by: Actor, name: str, category: Category, position: int) -> Status:
    """Creates or changes a status; the category of a status in use stays."""
    require(is_owner(by))
    status = status or Status(category=category)
    if not (status.pk and Ticket.objects.filter(status=status).exists()):
        status.category = category
    status.name, status.position = one_line(name)[:60], position
    status.save()
    _changed("status", status.label, by)
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
    _changed("status archived", status.label, by)


@transaction.atomic
def save_priority(
    priority: Priority,
    *,
    by: Actor,
    name: str,
    customer_words: str,
    offered: bool,
    is_default: bool,
) -> Priority:
    """Changes the words of a priority, whether customers may choose it, and which one is the default."""
    require(is_owner(by))
    if is_default:
        Priority.objects.exclude(pk=priority.pk).update(is_default=False)
    priority.name, priority.customer_words = (
        one_line(name)[:40],
        one_line(customer_words)[:80],
    )
    priority.offered, priority.is_default = offered, is_default or priority.is_default
    priority.save()
    _changed("priority", priority.label, by)
    return priority


def _changed(what: str, name: str, by: Actor) -> None:
    transaction.on_commit(forget_catalogue)
    forget_catalogue()
    record(FieldsChanged(what=what, name=name), by=by)
