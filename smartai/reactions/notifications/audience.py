"""Who is told. Everything here leaves out people who were deactivated or erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from smartai.core.people.models import Profile
from smartai.core.people.models.profile import Notify
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import AGENTS, Person, Role


def customers_of(ticket: Ticket, *, joined_by: datetime, but: int | None = None) -> list[Person]:
    """The requester, and who was let in by then: nobody is sent what was written before they came.

    ``but`` is the id of who did it. One statement.
    """
    let_in = Q(participations__ticket=ticket, participations__added_at__lte=joined_by)
    people = Person.objects.filter(Q(pk=ticket.requester_id) | let_in, active=True)
    found = people.select_related("profile").order_by("pk").distinct()
    return [person for person in found if person.pk != but]


def who_wants(people: Iterable[Person], *wishes: Notify) -> list[Person]:
    return [person for person in people if _profile(person).notify in wishes]


def colleagues_for(ticket: Ticket, *, switch: str, but: int | None) -> list[Person]:
    """The assignee; else the department's members; else, where nobody works, the owners.

    Mails ask for an answer: a light agent, who gives none, gets none of them.
    Of these, who keep the ``switch`` of their profile (``mail_new``, ``mail_replies``) on, without ``but``.
    """
    return who_keeps(switch, _concerned(ticket), but=but)


def who_keeps(switch: str, people: Iterable[Person], *, but: int | None) -> list[Person]:
    """Of these, who keep the switch of their profile on, without ``but``, who did it."""
    return [person for person in people if person.pk != but and getattr(_profile(person), switch)]


def _concerned(ticket: Ticket) -> list[Person]:
    team = Person.objects.filter(role__in=AGENTS, active=True).select_related("profile").order_by("pk")
    if ticket.assignee_id:
        assignee = list(team.filter(pk=ticket.assignee_id))
        if assignee:
            return assignee
    members = list(team.filter(memberships__department=ticket.department_id))
    return members or list(team.filter(role=Role.OWNER))


def _profile(person: Person) -> Profile:
    """All defaults for somebody without one."""
    profile: Profile | None = getattr(person, "profile", None)
    return profile or Profile(person=person)
