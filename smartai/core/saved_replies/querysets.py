from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from smartai.core.departments.models import Membership
from smartai.core.workspace.policies import is_agent, is_supervisor
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person

if TYPE_CHECKING:
    from smartai.core.saved_replies.models import SavedReply  # noqa: F401  # named in the bases below


class SavedReplyQuerySet(QuerySet["SavedReply"]):
    def visible_to(self, actor: Actor) -> Self:
        """An agent sees their own, the team's, and those of their departments; supervisors and owners
        every department's. A light agent, who answers nobody, sees none."""
        if isinstance(actor, System):
            return self
        if not isinstance(actor, Person) or not is_agent(actor):
            return self.none()
        shared = Q(person=None)
        if not is_supervisor(actor):
            own = Membership.objects.filter(person=actor).values("department_id")
            shared &= Q(department=None) | Q(department_id__in=own)
        return self.filter(shared | Q(person=actor))

    def kept(self) -> Self:
        return self.filter(removed_at=None)
