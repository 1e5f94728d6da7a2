from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from smartai.core.departments.events import DepartmentsOrdered
from smartai.core.departments.models import Department
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.ordering import in_new_order


@transaction.atomic
def order_departments(keys: Sequence[int], *, by: Actor) -> None:
    """The active departments with these keys stand so, in the places that they have together.

    A key that no such department has counts for nothing. Nothing is recorded when all stand so already.
    """
    require(is_owner(by))
    rows = list(Department.objects.select_for_update().active().order_by("position", "name"))
    now = [row.pk for row in rows if row.pk in keys]
    then = [key for key in dict.fromkeys(keys) if key in now]
    for row, place in in_new_order(rows, then):
        row.position = place
        row.save(update_fields=["position"])
    if now != then:
        record(DepartmentsOrdered(before=now, after=then), by=by)
