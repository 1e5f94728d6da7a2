from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from smartai.core.knowledge.events import ArticleUsed
from smartai.core.knowledge.models import Article, ArticleUse
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.events.record import record


@transaction.atomic
def use_articles(articles: Iterable[Article], *, ticket_id: int, message_id: int, by: Actor) -> None:
    """The answer ``message_id`` was given with these articles. The same again changes nothing."""
    require(is_agent(by))
    for article in articles:
        _use, is_new = ArticleUse.objects.get_or_create(
            article=article, message_id=message_id, defaults={"ticket_id": ticket_id, "person": person_of(by)}
        )
        if is_new:
            fact = ArticleUsed(
                article_id=article.pk, title=article.title, ticket_id=ticket_id, message_id=message_id
            )
            record(fact, by=by)
