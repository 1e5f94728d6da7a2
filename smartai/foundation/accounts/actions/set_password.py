from __future__ import annotations

from django.contrib.auth import hashers, password_validation
from django.core.exceptions import ValidationError
from django.db import transaction

from smartai.foundation.accounts.actions.end_session import end_other_sessions
from smartai.foundation.accounts.errors import PasswordTooWeak
from smartai.foundation.accounts.models import Person, Session


@transaction.atomic
def set_password(person: Person, password: str, *, keep: Session | None = None) -> None:
    """Sets the password and signs every other browser out. Raises ``PasswordTooWeak``."""
    try:
        password_validation.validate_password(password, person)  # type: ignore[arg-type]  # reads attributes only
    except ValidationError as error:
        raise PasswordTooWeak(list(error.messages)) from error
    set_password_hash(person, hashers.make_password(password), keep=keep)


@transaction.atomic
def set_password_hash(person: Person, password_hash: str, *, keep: Session | None = None) -> None:
    """For a password that was checked and hashed before."""
    person.password = password_hash
    person.save(update_fields=["password"])
    end_other_sessions(person, keep=keep)


@transaction.atomic
def clear_password(person: Person, *, keep: Session | None = None) -> None:
    """From now on only codes let the person in; every other browser is signed out."""
    person.password = ""
    person.save(update_fields=["password"])
    end_other_sessions(person, keep=keep)
