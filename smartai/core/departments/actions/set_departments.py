from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from smartai.core.departments.events import MembersChanged
from smartai.core.departments.models import Department, Membership
from smartai.core.workspace.policies import is_supervisor, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record


@transaction.atomic
def set_departments(colleague: Person, departments: Iterable[Department], *, by: Actor) -> None:
    """The colleague works in exactly these from now on; where they were of an archived one, they stay."""
    require(is_supervisor(by) and colleague.is_team)
    wanted = {department.pk for department in departments}
    own = Membership.objects.filter(person=colleague, department__archived_at=None)
    before = set(own.values_list("department_id", flat=True))
    own.exclude(department__in=wanted).delete()
    Membership.objects.bulk_create(
        [Membership(department_id=pk, person=colleague) for pk in sorted(wanted - before)],
        ignore_conflicts=True,
    )
    for pk in sorted(wanted ^ before):
        members = Membership.objects.filter(department=pk).order_by("person").values_list("person", flat=True)
        record(MembersChanged(department_id=pk, member_ids=list(members)), by=by)
