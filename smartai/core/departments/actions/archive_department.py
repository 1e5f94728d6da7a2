from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.departments.errors import LastDepartment
from smartai.core.departments.events import DepartmentArchived, DepartmentRestored
from smartai.core.departments.models import Department
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def archive_department(department: Department, *, by: Actor) -> None:
    """Takes no new requests from now on; its tickets stay where they are. Raises ``LastDepartment``."""
    require(is_owner(by))
    active = list(Department.objects.select_for_update().active().values_list("pk", flat=True))
    if active == [department.pk]:
        raise LastDepartment
    department.archived_at = timezone.now()
    department.save(update_fields=["archived_at"])
    record(DepartmentArchived(department_id=department.pk, name=department.name), by=by)


@transaction.atomic
def restore_department(department: Department, *, by: Actor) -> None:
    require(is_owner(by))
    department.archived_at = None
    department.save(update_fields=["archived_at"])
    record(DepartmentRestored(department_id=department.pk, name=department.name), by=by)
