"""Roles, who may sign in, and the questions at registration."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from smartai.core.people.actions import (
    bring_back_registration_field,
    change_registration_field,
    deactivate_person,
    remove_registration_field,
)
from smartai.core.people.errors import LastOwner
from smartai.core.people.events import (
    PersonDeactivated,
    PersonReactivated,
    RegistrationFieldsChanged,
    RoleChanged,
)
from smartai.core.people.models import Profile, RegistrationField
from smartai.core.people.told import told_of
from smartai.core.tickets.actions import give_role
from smartai.core.tickets.models import Ticket
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import Undoing, held, still, unused
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import COLLEAGUES, Person, Role


def undo_role(fact: RoleChanged, *, by: Actor) -> None:
    """Tickets that became nobody's, because a light agent has none, stay nobody's."""
    person = _colleague(fact.person_id)
    still({"role": person.role}, {"role": fact.role})
    try:
        give_role(person, Role(fact.before), by=by)
    except LastOwner as last:
        raise _last_owner() from last


def undo_deactivated(fact: PersonDeactivated, *, by: Actor) -> None:
    """They may sign in again; their former tickets stay where they are."""
    person = _colleague(fact.person_id)
    still({"may_sign_in": person.active}, {"may_sign_in": False})
    deactivate_person(person, by=by, active=True)


def undo_reactivated(fact: PersonReactivated, *, by: Actor) -> None:
    """Only who has no open tickets: their page asks who gets those."""
    person = _colleague(fact.person_id)
    still({"may_sign_in": person.active}, {"may_sign_in": True})
    count = Ticket.objects.assigned_to(person).open().count()
    unused((count, ngettext("%(n)d open ticket", "%(n)d open tickets", count)))
    try:
        deactivate_person(person, by=by)
    except LastOwner as last:
        raise _last_owner() from last


def undo_question(fact: RegistrationFieldsChanged, *, by: Actor) -> None:
    field = held(RegistrationField.objects.all(), fact.field_id)
    removed = fact.what == "removed"
    still({"archived": field.removed_at is not None}, {"archived": removed})
    still(told_of(field), fact.after)
    if removed:
        bring_back_registration_field(field, by=by)
    elif fact.what == "changed":
        change_registration_field(field, by=by, **{**told_of(field), **fact.before})
    else:
        if fact.what == "created":
            count = Profile.objects.filter(answers__has_key=str(field.pk)).count()
            unused((count, ngettext("%(n)d answer", "%(n)d answers", count)))
        remove_registration_field(field, by=by)


def _colleague(pk: int) -> Person:
    return held(Person.objects.filter(role__in=COLLEAGUES), pk)


def _last_owner() -> UndoRefused:
    return UndoRefused(gettext("Somebody must be able to change the settings: the last owner stays one."))


def _tells_role(fact: RoleChanged) -> bool:
    return fact.before in COLLEAGUES


def _tells_question(fact: RegistrationFieldsChanged) -> bool:
    return bool(fact.after) or fact.what in ("removed", "brought back")


WAYS = (
    Undoing(RoleChanged, undo_role, ("person_id",), told=_tells_role),
    Undoing(PersonDeactivated, undo_deactivated, ("person_id",)),
    Undoing(PersonReactivated, undo_reactivated, ("person_id",)),
    Undoing(RegistrationFieldsChanged, undo_question, ("field_id",), told=_tells_question),
)
