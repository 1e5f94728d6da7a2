from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from smartai.core.departments.actions.set_members import members_of, tell_members
from smartai.core.departments.models import Department, Membership
from smartai.core.workspace.policies import is_supervisor, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person


@transaction.atomic
def set_departments(colleague: Person, departments: Iterable[Department], *, by: Actor) -> None:
    """The colleague works in exactly these from now on; where they were of an archived one, they stay."""
    require(is_supervisor(by) and colleague.is_team)
    wanted = {department.pk for department in departments}
    own = Membership.objects.filter(person=colleague, department__archived_at=None)
    before = set(own.values_list("department_id", flat=True))
    changing = Department.objects.in_bulk(sorted(wanted ^ before))
    members = {pk: members_of(pk) for pk in changing}
    own.exclude(department__in=wanted).delete()
    Membership.objects.bulk_create(
        [Membership(department_id=pk, person=colleague) for pk in sorted(wanted - before)],
        ignore_conflicts=True,
    )
    for pk, department in sorted(changing.items()):
        tell_members(department, members[pk], by=by)
