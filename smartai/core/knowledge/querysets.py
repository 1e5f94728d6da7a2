from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from smartai.core.workspace.policies import is_team
from smartai.foundation.accounts.actors import Actor

if TYPE_CHECKING:
    from smartai.core.knowledge.models import Article  # noqa: F401  # named in the bases below


class ArticleQuerySet(QuerySet["Article"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody reads what is published; the team sees drafts too."""
        return self if is_team(actor) else self.published()

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)
