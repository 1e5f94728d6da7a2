"""Second steps as a person with a phone has them."""

from __future__ import annotations

import secrets

from django.utils import timezone

from smartai.core.people.actions import start_second_step
from smartai.foundation.accounts.models import Person, SecondStep
from smartai.foundation.accounts.models.second_step import second_step_secret
from smartai.lib.totp import code_at, step_of


def app_code(person: Person, *, ahead: int = 0) -> str:
    """What the app of the person shows now, or so many steps later."""
    secret = SecondStep.objects.get(person=person).secret
    return code_at(secret, step_of(timezone.now().timestamp()) + ahead)


def with_second_step(person: Person) -> list[str]:
    """Turns it on, with a code of the step before this one: the one of now can still be used."""
    nonce = secrets.token_hex(16)
    step = step_of(timezone.now().timestamp()) - 1
    code = code_at(second_step_secret(person.pk, nonce), step)
    return start_second_step(person, nonce, code, by=person)
