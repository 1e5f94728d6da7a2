from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.people.errors import AddressTaken, LastOwner, OwnerExists
from smartai.core.people.events import (
    ColleagueInvited,
    PersonDeactivated,
    PersonReactivated,
    RoleChanged,
)
from smartai.core.people.querysets import has_owner, is_proven, owner_of_address
from smartai.core.workspace.actions import begin_first_steps, forget_drafts
from smartai.core.workspace.models import Workspace
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actions import set_password
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import COLLEAGUES, EmailAddress, Person, Role, Session
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def create_owner(address: str, *, name: str, password: str, by: Actor) -> Person:
    """The first owner, or one more. Raises ``AddressTaken``, ``PasswordTooWeak``."""
    person = invite_colleague(address, name=name, role=Role.OWNER, by=by, tell=False)
    if password:
        set_password(person, password)
    return person


@transaction.atomic
def create_first_owner(address: str, *, name: str, password: str) -> Person:
    """Whoever sets a new help desk up; the first steps begin.

    Raises ``OwnerExists``: of two at the same moment one is refused.
    """
    Workspace.objects.select_for_update().get_or_create(pk=1)
    if has_owner():
        raise OwnerExists
    by = System("first owner")
    begin_first_steps(by=by)
    return create_owner(address, name=name, password=password, by=by)


@transaction.atomic
def invite_colleague(address: str, *, name: str, role: Role, by: Actor, tell: bool = True) -> Person:
    """A new colleague with a proven address (normal form); a known customer becomes one.

    They sign in with a code; ``tell`` sends them a line that says so. Raises ``AddressTaken`` when the
    address is already a colleague's, or of somebody who was deactivated.
    """
    require(is_owner(by) and role in COLLEAGUES)
    person = owner_of_address(address)
    if person.is_team if person else is_proven(address):
        raise AddressTaken
    if person is None:
        person = Person.objects.create(email=address)
        EmailAddress.objects.create(person=person, address=address, proven_at=timezone.now())
    before = person.role
    person.name, person.role = one_line(name)[:200] or person.name, role
    person.save(update_fields=["name", "role"])
    if tell:
        record(ColleagueInvited(person_id=person.pk), by=by)
    else:
        record(_role_changed(person, before), by=by)
    return person


@transaction.atomic
def change_role(person: Person, role: Role, *, by: Actor) -> None:
    """Counts from the colleague's next step on, whatever they have open.

    Raises ``LastOwner`` rather than leaving nobody who can change the settings.
    """
    require(is_owner(by) and person.is_team and role in COLLEAGUES)
    _keep_an_owner(person, stays=role == Role.OWNER)
    before, person.role = person.role, role
    if before == role:
        return
    person.save(update_fields=["role"])
    if role != Role.OWNER:
        forget_drafts(person)
    record(_role_changed(person, before), by=by)


@transaction.atomic
def deactivate_person(person: Person, *, by: Actor, active: bool = False) -> None:
    """Signs the person out everywhere and lets them in no more; ``active=True`` undoes it."""
    require(is_owner(by))
    _keep_an_owner(person, stays=active)
    person.active = active
    person.save(update_fields=["active"])
    Session.objects.filter(person=person).delete()
    if not active:
        forget_drafts(person)
    fact = PersonReactivated if active else PersonDeactivated
    record(fact(person_id=person.pk, name=person.display_name), by=by)


def _role_changed(person: Person, before: str) -> RoleChanged:
    return RoleChanged(person_id=person.pk, name=person.display_name, before=before, role=person.role)


def _keep_an_owner(person: Person, *, stays: bool) -> None:
    owners = Person.objects.select_for_update().filter(role=Role.OWNER, active=True)
    if not stays and [owner.pk for owner in owners] == [person.pk]:
        raise LastOwner
