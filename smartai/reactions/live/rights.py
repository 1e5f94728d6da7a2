"""Who a stream belongs to, asked once at its start and again every half minute. Runs in a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from smartai.core.departments.models import Membership
from smartai.foundation.accounts.models import Person, Session
from smartai.foundation.accounts.sessions import find_session
from smartai.reactions.live.listener import Rights


class NotSignedIn(Exception):
    """No living session."""


class NotTheTeam(Exception):
    """The desk's stream is for the team."""


def rights_of(token: str, *, desk: bool) -> Rights:
    """Raises ``NotSignedIn``, ``NotTheTeam``. One statement, two for an agent."""
    session = find_session(token) if 20 <= len(token) <= 64 and token.isascii() else None
    if session is None:
        raise NotSignedIn
    person = session.person
    if desk and not person.is_team:
        raise NotTheTeam
    departments = _departments([person.pk]) if desk else {}
    return _rights(session.pk, person, departments, desk)


def still_valid(known: Iterable[Rights]) -> dict[Rights, Rights]:
    """The present rights of those whose session lives; the others are missing. Two statements for 500."""
    asked = list(known)
    found: dict[Rights, Rights] = {}
    for begin in range(0, len(asked), 500):
        some = asked[begin : begin + 500]
        sessions = Session.objects.select_related("person").filter(
            pk__in={rights.session_id for rights in some}, expires_at__gt=timezone.now(), person__active=True
        )
        living = {session.pk: session.person for session in sessions}
        departments = _departments([person.pk for person in living.values() if person.is_team])
        for rights in some:
            person = living.get(rights.session_id)
            if person and (person.is_team or not rights.desk):
                found[rights] = _rights(rights.session_id, person, departments, rights.desk)
    return found


def _rights(session_id: int, person: Person, departments: dict[int, frozenset[int]], desk: bool) -> Rights:
    return Rights(
        session_id=session_id,
        person_id=person.pk,
        desk=desk,
        owner=desk and person.is_owner,
        departments=departments.get(person.pk, frozenset()) if desk else frozenset(),
    )


def _departments(person_ids: list[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(person__in=person_ids) if person_ids else Membership.objects.none()
    for person_id, department_id in rows.values_list("person", "department"):
        found[person_id].add(department_id)
    return {person_id: frozenset(departments) for person_id, departments in found.items()}
