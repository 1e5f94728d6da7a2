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
def set_members(department: Department, people: Iterable[Person], *, by: Actor) -> None:
    """Exactly these colleagues are members from now on; customers are left out.

    Whoever may not sign in just now stays where they were, and comes back to it.
    """
    require(is_supervisor(by))
    before = members_of(department.pk)
    wanted = {person.pk for person in people if person.is_team}
    others = Membership.objects.filter(department=department).exclude(person_id__in=wanted)
    others.filter(person__active=True).delete()
    Membership.objects.bulk_create(
        [Membership(department=department, person_id=pk) for pk in sorted(wanted)],
        ignore_conflicts=True,
    )
    tell_members(department, before, by=by)


def members_of(department_id: int) -> list[int]:
    """Who works there, also those who may not sign in just now."""
    members = Membership.objects.filter(department=department_id)
    return list(members.order_by("person").values_list("person", flat=True))


def tell_members(department: Department, before: list[int], *, by: Actor) -> None:
    """Records who works there now, where that is somebody else."""
    after = members_of(department.pk)
    if before != after:
        fact = MembersChanged(
            department_id=department.pk, name=department.name, member_ids=after, before_ids=before
        )
        record(fact, by=by)
