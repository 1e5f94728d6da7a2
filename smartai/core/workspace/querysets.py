from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from smartai.core.workspace.policies import is_owner
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person

if TYPE_CHECKING:
    from smartai.core.workspace.models import ChoiceDraft, SupportPanel  # noqa: F401  # named in the bases


class ChoiceDraftQuerySet(models.QuerySet["ChoiceDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, while one is an owner."""
        return self.filter(person=actor) if isinstance(actor, Person) and is_owner(actor) else self.none()

    def about(self, group: str, panel: SupportPanel | None) -> Self:
        return self.filter(group=group, panel=panel)

    def untouched_since(self, moment: datetime) -> Self:
        return self.filter(changed_at__lt=moment)
