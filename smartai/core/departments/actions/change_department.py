from __future__ import annotations

from django.db import IntegrityError, transaction

from smartai.core.departments.errors import DepartmentNameTaken
from smartai.core.departments.events import DepartmentChanged
from smartai.core.departments.models import Department
from smartai.core.departments.told import told_of
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def change_department(
    department: Department,
    *,
    by: Actor,
    name: str,
    offered: bool,
    position: int | None = None,
) -> Department:
    """Renames, offers or hides in the form, moves. Raises ``DepartmentNameTaken``."""
    require(is_owner(by))
    found = told_of(Department.objects.select_for_update().get(pk=department.pk))
    department.name, department.offered = one_line(name), offered
    department.position = department.position if position is None else position
    try:
        with transaction.atomic():
            department.save(update_fields=["name", "offered", "position"])
    except IntegrityError as error:
        raise DepartmentNameTaken from error
    before, after = differing(found, told_of(department))
    if after:
        fact = DepartmentChanged(
            department_id=department.pk, name=department.name, before=before, after=after
        )
        record(fact, by=by)
    return department
