from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max

from smartai.core.departments.errors import DepartmentNameTaken
from smartai.core.departments.events import DepartmentCreated
from smartai.core.departments.models import Department
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def create_department(name: str, *, by: Actor, offered: bool = True) -> Department:
    """Raises ``DepartmentNameTaken``."""
    require(is_owner(by))
    last = Department.objects.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            department = Department.objects.create(name=one_line(name), offered=offered, position=last + 1)
    except IntegrityError as error:
        raise DepartmentNameTaken from error
    record(DepartmentCreated(department_id=department.pk, name=department.name), by=by)
    return department
