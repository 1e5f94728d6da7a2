from __future__ import annotations

from django.db import transaction

from smartai.core.people.events import PasswordChanged
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actions import clear_password, set_password, set_password_hash
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person, Session
from smartai.foundation.events.record import record


@transaction.atomic
def change_password(person: Person, password: str, *, by: Actor, keep: Session | None = None) -> None:
    """Sets one's password and signs one's other browsers out. Raises ``PasswordTooWeak``."""
    require(by == person or isinstance(by, System))
    set_password(person, password, keep=keep)
    record(PasswordChanged(person_id=person.pk), by=by)


@transaction.atomic
def change_password_hash(person: Person, password_hash: str, *, by: Actor) -> None:
    """A new password that was checked, and kept as its hash, until its person was let in."""
    require(by == person)
    set_password_hash(person, password_hash)
    record(PasswordChanged(person_id=person.pk), by=by)


@transaction.atomic
def remove_password(person: Person, *, by: Actor, keep: Session | None = None) -> None:
    """From now on only codes let the person in."""
    require(by == person or isinstance(by, System))
    clear_password(person, keep=keep)
    record(PasswordChanged(person_id=person.pk), by=by)
