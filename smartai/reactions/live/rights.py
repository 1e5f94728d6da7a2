"""Who a stream belongs to, asked once at its start and again every half minute. Runs in a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from smartai.core.departments.models import Membership
from smartai.core.identities.reads import named_among
from smartai.core.workspace.choices import Panelled, panel_with
from smartai.core.workspace.policies import can_stand
from smartai.foundation.accounts.models import Person, Session
from smartai.foundation.accounts.sessions import find_session
from smartai.reactions.live.asking import Asking
from smartai.reactions.live.listener import Rights


class NotSignedIn(Exception):
    """No living session."""


class NotTheTeam(Exception):
    """The desk's stream is for the team."""


class NoSuchFrame(Exception):
    """A panel that is unknown or off, or a site that may not embed it."""


def rights_of(asks: Asking, *, desk: bool) -> Rights:
    """Raises ``NotSignedIn``, ``NotTheTeam``, ``NoSuchFrame``. One statement, two for an agent.

    A frame hears what its person would hear on our own pages, and nothing of the desk.
    """
    panel = _panel_of(asks.panel, asks.host)
    if asks.panel and (panel is None or desk):
        raise NoSuchFrame
    scope, token = panel.scope_at(asks.host) if panel else "", asks.token
    session = find_session(token, scope) if 20 <= len(token) <= 64 and token.isascii() else None
    if session is None or (panel and session.person_id not in _let_in(panel, [session.person_id])):
        raise NotSignedIn
    person = session.person
    if desk and not person.is_team:
        raise NotTheTeam
    departments = _departments([person.pk]) if desk else {}
    asked = Rights(session.pk, person.pk, desk, panel=asks.panel, host=asks.host)
    return _now(asked, person, departments)


def still_valid(known: Iterable[Rights]) -> dict[Rights, Rights]:
    """The present rights of those whose session lives; the others are missing. Two statements for 500, and
    one for each panel that lets in only people whom its site names.
    """
    asked = _framed_still(known)
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
                found[rights] = _now(rights, person, departments)
    return found


def _framed_still(known: Iterable[Rights]) -> list[Rights]:
    """Without those of a frame that may not stand there any more."""
    kept: list[Rights] = []
    by_frame: dict[tuple[str, str], list[Rights]] = defaultdict(list)
    for rights in known:
        by_frame[rights.panel, rights.host].append(rights)
    for (key, host), of_it in by_frame.items():
        panel = _panel_of(key, host)
        if not key:
            kept += of_it
        elif panel:
            let_in = _let_in(panel, [rights.person_id for rights in of_it])
            kept += [rights for rights in of_it if rights.person_id in let_in]
    return kept


def _panel_of(key: str, host: str) -> Panelled | None:
    panel = panel_with(key) if key else None
    return panel if panel and can_stand(panel, host) else None


def _let_in(panel: Panelled, people: list[int]) -> set[int]:
    """Somebody who came in by a code does not count where only people count whom the site names."""
    return named_among(people, panel.pk) if panel.choices.widget.require_identity else set(people)


def _now(rights: Rights, person: Person, departments: dict[int, frozenset[int]]) -> Rights:
    if not rights.desk:
        return rights
    return replace(rights, sees_all=person.is_supervisor, departments=departments.get(person.pk, frozenset()))


def _departments(person_ids: list[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(person__in=person_ids) if person_ids else Membership.objects.none()
    for person_id, department_id in rows.values_list("person", "department"):
        found[person_id].add(department_id)
    return {person_id: frozenset(departments) for person_id, departments in found.items()}
