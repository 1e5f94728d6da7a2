from __future__ import annotations

from django.db import transaction

from smartai.core.knowledge.events import ArticleSourceNamed
from smartai.core.knowledge.models import Article, ArticleSource
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def name_source(article: Article, ticket_id: int, *, by: Actor) -> None:
    """The article was made of this ticket, which ``by`` may see. The same again changes nothing."""
    require(is_agent(by))
    _source, is_new = ArticleSource.objects.get_or_create(article=article, ticket_id=ticket_id)
    if is_new:
        record(ArticleSourceNamed(article_id=article.pk, title=article.title, ticket_id=ticket_id), by=by)
