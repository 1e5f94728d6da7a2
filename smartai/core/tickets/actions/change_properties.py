"""The small changes an agent makes beside the conversation: each saves at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from smartai.core.departments.models import Department
from smartai.core.tickets.actions.keep_tags import tag_name
from smartai.core.tickets.errors import TagsArchived
from smartai.core.tickets.events import (
    PriorityChanged,
    TagsChanged,
    TicketAssigned,
    TicketMoved,
    TitleChanged,
)
from smartai.core.tickets.models import FormerTagName, Priority, Tag, Ticket
from smartai.core.tickets.policies import can_work_on
from smartai.core.tickets.search.filing import mark_stale
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record
from smartai.lib.text import one_line

MOST_TAGS = 20


@transaction.atomic
def assign_ticket(ticket: Ticket, assignee: Person | None, *, by: Actor) -> None:
    """To a colleague, or to nobody. Being assigned lets an agent of another department see the ticket."""
    require(can_work_on(by, ticket) and (assignee is None or is_agent(assignee)))
    if ticket.assignee_id == (assignee.pk if assignee else None):
        return
    event = TicketAssigned(
        ticket_id=ticket.pk,
        before_id=ticket.assignee_id,
        assignee_id=assignee.pk if assignee else None,
        assignee_name=assignee.display_name if assignee else "",
    )
    ticket.assignee = assignee
    _save(ticket, "assignee")
    record(event, by=by)


@transaction.atomic
def change_priority(ticket: Ticket, priority: Priority | None, *, by: Actor) -> None:
    require(can_work_on(by, ticket))
    if ticket.priority_id == (priority.pk if priority else None):
        return
    before = ticket.priority.label if ticket.priority else ""
    ticket.priority = priority
    _save(ticket, "priority")
    after = priority.label if priority else ""
    record(PriorityChanged(ticket_id=ticket.pk, before=before, after=after), by=by)


@transaction.atomic
def move_ticket(ticket: Ticket, department: Department, *, by: Actor) -> None:
    """To another department; whoever works there sees it from now on."""
    require(can_work_on(by, ticket) and department.archived_at is None)
    if ticket.department_id == department.pk:
        return
    before = ticket.department.name
    ticket.department = department
    _save(ticket, "department")
    event = TicketMoved(
        ticket_id=ticket.pk,
        before=before,
        after=department.name,
        department_id=department.pk,
    )
    record(event, by=by)


@transaction.atomic
def change_title(ticket: Ticket, title: str, *, by: Actor) -> None:
    """An empty title changes nothing."""
    require(can_work_on(by, ticket))
    before, title = ticket.title, one_line(title)[:200]
    if not title or title == before:
        return
    ticket.title = title
    _save(ticket, "title")
    mark_stale([ticket.pk])
    record(TitleChanged(ticket_id=ticket.pk, before=before, after=title), by=by)


@transaction.atomic
def set_tags(ticket: Ticket, names: Iterable[str], *, by: Actor) -> None:
    """Exactly these tags from now on (at most 20, 40 characters each), by the names they have or had.

    Raises ``TagsArchived`` when one is not on the ticket already and is offered no more.
    """
    require(can_work_on(by, ticket))
    wanted = _called_now({name for typed in names if (name := tag_name(typed))})[:MOST_TAGS]
    before = set(ticket.tags.values_list("name", flat=True))
    added, removed = sorted(set(wanted) - before), sorted(before - set(wanted))
    if not added and not removed:
        return
    archived = Tag.objects.filter(name__in=added, archived_at__isnull=False).values_list("name", flat=True)
    if archived:
        raise TagsArchived(list(archived))
    Tag.objects.bulk_create([Tag(name=name) for name in added], ignore_conflicts=True)
    ticket.tags.set(Tag.objects.filter(name__in=wanted))
    _save(ticket)
    record(TagsChanged(ticket_id=ticket.pk, added=added, removed=removed), by=by)


def _called_now(typed: set[str]) -> list[str]:
    """A name that a tag had before leads to what it is called now."""
    former = dict(FormerTagName.objects.filter(name__in=typed).values_list("name", "tag__name"))
    return sorted({former.get(name, name) for name in typed})


def _save(ticket: Ticket, *names: str) -> None:
    ticket.changed_at = timezone.now()
    ticket.save(update_fields=[*names, "changed_at"])
