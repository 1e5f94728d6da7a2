"""Many open tickets at once: when a colleague leaves, or a department ends. Each tells it in its timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from smartai.core.departments.models import Department
from smartai.core.people.actions import change_role
from smartai.core.tickets.events import TicketAssigned, TicketMoved, TicketsReassigned
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.querysets import TicketQuerySet
from smartai.core.workspace.policies import is_agent, is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person, Role
from smartai.foundation.events.event import Event
from smartai.foundation.events.record import record, record_all

AT_ONCE = 500


@transaction.atomic
def hand_over_tickets(colleague: Person, heir: Person | None, *, by: Actor) -> int:
    """All open tickets that are assigned to the colleague go to the heir, or to nobody; says how many."""
    require(is_owner(by) and (heir is None or (is_agent(heir) and heir.pk != colleague.pk)))
    heir_id, heir_name = (heir.pk, heir.display_name) if heir else (None, "")

    def told(number: int) -> Event:
        return TicketAssigned(
            ticket_id=number, before_id=colleague.pk, assignee_id=heir_id, assignee_name=heir_name,
            handed_over=True,
        )  # fmt: skip

    count = _change(Ticket.objects.assigned_to(colleague).open(), told, by, assignee=heir)
    if count:
        name = colleague.display_name
        fact = TicketsReassigned(person_id=colleague.pk, name=name, heir_id=heir_id, count=count)
        record(fact, by=by)
    return count


@transaction.atomic
def give_role(colleague: Person, role: Role, *, by: Actor) -> int:
    """Another role; says how many open tickets are nobody's now, because a light agent has none.

    Raises ``LastOwner``.
    """
    change_role(colleague, role, by=by)
    return 0 if colleague.is_agent else hand_over_tickets(colleague, None, by=by)


@transaction.atomic
def empty_department(department: Department, into: Department, *, by: Actor) -> int:
    """All open tickets of a department go to another one; says how many."""
    require(is_owner(by) and into.archived_at is None and into.pk != department.pk)

    def told(number: int) -> Event:
        return TicketMoved(
            ticket_id=number, before=department.name, after=into.name, department_id=into.pk
        )  # fmt: skip

    return _change(Ticket.objects.filter(department=department).open(), told, by, department=into)


def _change(tickets: TicketQuerySet, told: Callable[[int], Event], by: Actor, **values: Any) -> int:
    """Held while they are changed: what somebody else gives away meanwhile stays where they put it."""
    count = 0
    while numbers := list(tickets.select_for_update().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        Ticket.objects.filter(pk__in=numbers).update(changed_at=timezone.now(), **values)
        record_all([told(number) for number in numbers], by=by)
        count += len(numbers)
    return count
