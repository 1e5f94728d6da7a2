from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from smartai.core.knowledge.errors import WrittenElsewhere
from smartai.core.knowledge.models import Article, ArticleDraft
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.models import Person


@transaction.atomic
def keep_draft(
    article: Article | None, values: Mapping[str, str], *, by: Person, page: str, opened: datetime
) -> ArticleDraft:
    """Keeps what ``by`` has typed and not saved. The article stays as it is, and no fact tells of it.

    ``page`` names the window, opened at ``opened``. Raises ``WrittenElsewhere`` when another window of the
    same person wrote since then.
    """
    require(is_agent(by))
    draft = ArticleDraft.objects.select_for_update().filter(person=by, article=article).first()
    if draft is None:
        draft, _ = ArticleDraft.objects.get_or_create(person=by, article=article)
    elif draft.page != page and draft.changed_at > opened:
        raise WrittenElsewhere
    draft.values, draft.page, draft.changed_at = dict(values), page, timezone.now()
    draft.save()
    return draft


def drop_draft(article: Article | None, *, by: Person, page: str) -> None:
    """What ``by`` typed in the window ``page`` is saved now, or not wanted any more."""
    require(is_agent(by))
    ArticleDraft.objects.filter(person=by, article=article, page=page).delete()
