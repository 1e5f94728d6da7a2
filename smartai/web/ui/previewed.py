"""A look at choices before they hold: whose it is, what of, and as whom. All of it is read from the address.

`/preview/<token>/<look>/support/…` is `/support/…` with an owner's draft in place of what holds. The token
says whose draft, of which panel and group, and is worth nothing without the owner's session; the look says
who would see it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, Self

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from smartai.core.workspace.choices import GROUPS
from smartai.foundation.accounts.models import Person, Role, Session
from smartai.web.ui.page import Theme

PREFIX: Final = "/preview/"
LASTS: Final = timedelta(hours=24)
"""How long a page of the settings may stay open until its preview wants it loaded anew."""
ANY_OTHER: Final = "xx"
"""Instead of a language: that of somebody who reads none that we have."""
_SALT: Final = "smartai.preview"


@dataclass(frozen=True)
class Look:
    """Who looks: a visitor, or the owner as a customer; in the light or in the dark; in which language."""

    who: str = "visitor"
    theme: Theme = "light"
    language: str = "en"

    @classmethod
    def read(cls, text: str) -> Self | None:
        who, _, rest = text.partition("-")
        theme, _, language = rest.partition("-")
        known = cls().but(who=who, theme=theme, language=language)
        return known if str(known) == text else None

    def but(self, **other: str) -> Self:
        """Another one; what is no look counts for nothing."""
        allowed: dict[str, tuple[str, ...]] = {
            "who": ("visitor", "customer"), "theme": ("light", "dark"),
            "language": (*dict(settings.LANGUAGES), ANY_OTHER),
        }  # fmt: skip
        known: dict[str, Any] = {name: one for name, one in other.items() if one in allowed[name]}
        return replace(self, **known)

    def __str__(self) -> str:
        return f"{self.who}-{self.theme}-{self.language}"


@dataclass(frozen=True)
class Previewed:
    """What a request under the prefix is about."""

    base: str
    session: Session
    look: Look

    @property
    def person(self) -> Person | None:
        """Whom the pages meet: the owner with the rights of a customer, or nobody."""
        if self.look.who != "customer":
            return None
        customer = copy(self.session.person)
        customer.role = Role.CUSTOMER  # of the copy, which nobody saves
        return customer

    @property
    def language(self) -> str:
        return "" if self.look.language == ANY_OTHER else self.look.language


def previewed_by(request: HttpRequest) -> Previewed | None:
    return getattr(request, "previewed", None)


def preview_root(person: Person, group: str, panel_id: int | None) -> str:
    """Where the previews of the person's draft begin; a look follows."""
    return f"{PREFIX}{signing.dumps([person.pk, panel_id or 0, group], salt=_SALT)}/"


def draft_named(token: str) -> tuple[int, int | None, str] | None:
    """Whose draft, of which panel (None: the workspace) and group; None for a foreign or old token."""
    try:
        person_id, panel_id, group = signing.loads(token, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (person_id, panel_id or None, group) if group in GROUPS else None
