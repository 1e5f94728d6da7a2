from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person

if TYPE_CHECKING:
    from smartai.core.departments.models import Department  # noqa: F401  # named in the bases below


class DepartmentQuerySet(models.QuerySet["Department"]):
    def visible_to(self, actor: Actor) -> Self:
        """Customers see what a form may offer; the team sees all."""
        if isinstance(actor, System) or (isinstance(actor, Person) and actor.is_team):
            return self
        return self.active().filter(offered=True)

    def active(self) -> Self:
        return self.filter(archived_at=None)

    def offered(self) -> Self:
        """What the request form offers to customers."""
        return self.active().filter(offered=True)
