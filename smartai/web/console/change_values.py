"""Labels and values of the owner's lists, for facts that say what a row was and became."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.models import Category
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Category as Meaning
from smartai.core.tickets.models import FieldKind, Hue
from smartai.core.workspace.choices import choices, panels
from smartai.foundation.accounts.models import COLLEAGUES, Person, Role
from smartai.lib.rules import read_rule
from smartai.lib.text import shortened
from smartai.web.ui.frame import labels
from smartai.web.ui.rules import question, words_of

LONGEST: Final = 300
LABELS: Final[dict[str, Promise]] = {
    "active": _("Embedding"),
    "archived": _("Archived"),
    "category": _("Meaning"),
    "choices": _("Settings"),
    "client_id": _("Client ID"),
    "creates": _("Unknown customers too"),
    "customer_words": _("Words for customers"),
    "default": _("When nothing is said"),
    "department_id": _("Department"),
    "departments": _("Departments"),
    "domains": _("E-mail addresses of"),
    "for_customers": _("For customers"),
    "for_team": _("For the team"),
    "hint": _("Help text"),
    "hue": _("Colour"),
    "issuer": _("Issuer"),
    "key": _("Key"),
    "kind": _("Kind"),
    "label": _("Label"),
    "may_sign_in": _("May sign in"),
    "members": _("Members"),
    "name": _("Name"),
    "names": _("In other languages"),
    "needed_when": _("Required when"),
    "offered": _("Customers may choose it"),
    "options": _("Options"),
    "order": _("Order"),
    "order of categories": _("Order"),
    "order of departments": _("Order"),
    "order of the form": _("Order"),
    "origins": _("Sites that may embed it"),
    "panels": _("Panels"),
    "parent": _("Under"),
    "person_id": _("Who uses it"),
    "position": _("Position"),
    "required": _("Required"),
    "role": _("Role"),
    "shown_when": _("Show when"),
    "slug": _("Address"),
    "text": _("Text"),
}


class ListValues:
    """Values as people read them. Names are looked up once for a page, and only where one is told."""

    def of(self, name: str, value: Any) -> str:
        said = self._speakers[name](value) if name in self._speakers else _plain(value)
        return shortened(said, LONGEST) or gettext("nothing")

    @cached_property
    def _speakers(self) -> dict[str, Callable[[Any], str]]:
        return {
            "category": lambda value: _option(Meaning, value),
            "default": lambda pk: str(catalogue().priority(pk) or ""),
            "department_id": self._department,
            "departments": lambda keys: _joined(map(self._department, keys)) or gettext("all"),
            "order of categories": lambda keys: _joined(map(self._categories.get, keys)),
            "order of departments": lambda keys: _joined(map(self._department, keys)),
            "order of the form": lambda keys: _joined(map(self._question, keys)),
            "hue": lambda value: _option(Hue, value),
            "kind": lambda value: _option(FieldKind, value),
            "members": lambda keys: _joined(map(self._team.get, keys)),
            "needed_when": self._rule,
            "panels": _panels,
            "parent": lambda pk: self._categories.get(pk, ""),
            "role": lambda value: _option(Role, value),
            "shown_when": self._rule,
        }

    @cached_property
    def _team(self) -> dict[int, str]:
        return {one.pk: one.display_name for one in Person.objects.filter(role__in=COLLEAGUES)}

    @cached_property
    def _categories(self) -> dict[int, str]:
        return dict(Category.objects.values_list("pk", "name"))

    @cached_property
    def _labels(self) -> dict[str, str]:
        return labels(choices())

    def _department(self, pk: int) -> str:
        return str(catalogue().department(pk) or "")

    def _question(self, key: str) -> str:
        return self._labels.get(key) or question(key, catalogue(), self._labels)

    def _rule(self, value: dict[str, Any]) -> str:
        return words_of(read_rule(value), catalogue(), self._labels)


def _panels(keys: list[int]) -> str:
    return _joined(panel.name for panel in panels() if panel.pk in keys) or (
        "" if keys else gettext("everywhere")
    )


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("On") if value else gettext("Off")
    if isinstance(value, dict):
        return ", ".join(f"{code}: {name}" for code, name in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _joined(names: Iterable[str | None]) -> str:
    """Of what is gone nothing is said."""
    return ", ".join(name for name in names if name)


def _option(known: Any, value: str) -> str:
    return str(known(value).label) if value in known.values else str(value)
