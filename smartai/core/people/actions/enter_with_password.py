from __future__ import annotations

from smartai.core.people.querysets import owner_of_address
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import Person

_NOBODY = Person()


def enter_with_password(address: str, password: str) -> Person:
    """The person with this proven address (normal form) and password; raises ``CodeRefused``.

    Takes as long for an unknown address as for a known one. How often is the caller's limit.
    """
    person = owner_of_address(address)
    if not (person or _NOBODY).password_fits(password) or person is None:
        raise CodeRefused
    return person
