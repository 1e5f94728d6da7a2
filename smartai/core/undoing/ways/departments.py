from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext, ngettext

from smartai.core.departments.actions import (
    archive_department,
    change_department,
    order_departments,
    restore_department,
    set_members,
)
from smartai.core.departments.errors import DepartmentNameTaken, LastDepartment
from smartai.core.departments.events import (
    DepartmentArchived,
    DepartmentChanged,
    DepartmentCreated,
    DepartmentRestored,
    DepartmentsOrdered,
    MembersChanged,
)
from smartai.core.departments.models import Department
from smartai.core.departments.told import told_of
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.models import Ticket
from smartai.core.undoing.errors import ChangedSince, UndoRefused
from smartai.core.undoing.undoing import Undoing, former_order, held, still, tells_after, unused
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.core.workspace.policies import is_supervisor
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person


def undo_created(fact: DepartmentCreated, *, by: Actor) -> None:
    department = _still_there(fact.department_id, archived=False)
    still(told_of(department), {"name": fact.name})
    _check_unused(department)
    _archive(department, by)


def undo_changed(fact: DepartmentChanged, *, by: Actor) -> None:
    department = held(Department.objects.all(), fact.department_id)
    still(told_of(department), fact.after)
    try:
        change_department(department, by=by, **{**told_of(department), **fact.before})
    except DepartmentNameTaken as taken:
        raise UndoRefused(gettext("Another department has this name.")) from taken
    _seen_at_once()


def undo_archived(fact: DepartmentArchived, *, by: Actor) -> None:
    """Tickets that went on to another department stay there."""
    restore_department(_still_there(fact.department_id, archived=True), by=by)
    _seen_at_once()


def undo_restored(fact: DepartmentRestored, *, by: Actor) -> None:
    department = _still_there(fact.department_id, archived=False)
    count = Ticket.objects.filter(department=department).open().count()
    unused((count, ngettext("%(n)d open ticket", "%(n)d open tickets", count)))
    _archive(department, by)


def undo_ordered(fact: DepartmentsOrdered, *, by: Actor) -> None:
    rows = Department.objects.select_for_update().active().order_by("position", "name")
    now = list(rows.values_list("pk", flat=True))
    order_departments(former_order(now, fact.before, fact.after), by=by)
    _seen_at_once()


def undo_members(fact: MembersChanged, *, by: Actor) -> None:
    """Who came goes, who went comes back; whoever else came or went since stays so."""
    department, before = held(Department.objects.all(), fact.department_id), set(fact.before_ids or [])
    came, gone = set(fact.member_ids) - before, before - set(fact.member_ids)
    members = {person.pk: person for person in department.members.all()}
    if came - set(members) or gone & set(members):
        raise ChangedSince(["members"])
    back = list(Person.objects.filter(pk__in=gone, active=True))
    if len(back) < len(gone) or not all(person.is_team for person in back):
        raise UndoRefused(gettext("Somebody who was there before is not in the team any more."))
    if not all(members[pk].active for pk in came):
        raise UndoRefused(gettext("Somebody who came may not sign in just now, and stays till then."))
    set_members(department, [*(one for pk, one in members.items() if pk not in came), *back], by=by)


def _still_there(pk: int, *, archived: bool) -> Department:
    department = held(Department.objects.all(), pk)
    still({"archived": department.archived_at is not None}, {"archived": archived})
    return department


def _archive(department: Department, by: Actor) -> None:
    try:
        archive_department(department, by=by)
    except LastDepartment as last:
        raise UndoRefused(gettext("Tickets need a department: the last one stays.")) from last
    _seen_at_once()


def _check_unused(department: Department) -> None:
    tickets = Ticket.objects.filter(department=department).count()
    members, fields = department.members.count(), department.custom_fields.count()
    replies = department.saved_replies.count()
    unused(
        (tickets, ngettext("%(n)d ticket", "%(n)d tickets", tickets)),
        (members, ngettext("%(n)d colleague", "%(n)d colleagues", members)),
        (fields, ngettext("%(n)d field", "%(n)d fields", fields)),
        (replies, ngettext("%(n)d saved reply", "%(n)d saved replies", replies)),
        (_is_default(department), gettext("default department")),
    )


def _is_default(department: Department) -> bool:
    """Of the workspace, or of a panel that decides it itself."""
    decided = [*Workspace.objects.values_list("choices", flat=True)]
    decided += SupportPanel.objects.values_list("choices", flat=True)
    return any(one.get("form", {}).get("default_department") == department.pk for one in decided)


def _seen_at_once() -> None:
    transaction.on_commit(forget_catalogue)
    forget_catalogue()


def _tells_members(fact: MembersChanged) -> bool:
    return fact.before_ids is not None


WAYS = (
    Undoing(DepartmentCreated, undo_created, ("department_id",)),
    Undoing(DepartmentChanged, undo_changed, ("department_id",), told=tells_after),
    Undoing(DepartmentArchived, undo_archived, ("department_id",)),
    Undoing(DepartmentRestored, undo_restored, ("department_id",)),
    Undoing(DepartmentsOrdered, undo_ordered, (), told=tells_after),
    Undoing(MembersChanged, undo_members, ("department_id",), keepers=is_supervisor, told=_tells_members),
)
