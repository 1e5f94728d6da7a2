from __future__ import annotations

from django.db import transaction

from smartai.core.knowledge.events import ArticleAnswered, ArticleAnswerRetracted
from smartai.core.knowledge.models import Article
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def answer_by_article(article: Article, *, by: Actor) -> None:
    """The article spared a request: it counts as solved by it."""
    require(Article.objects.visible_to(by).published().filter(pk=article.pk).exists())
    record(ArticleAnswered(article_id=article.pk, title=article.title), by=by)


@transaction.atomic
def take_back_answer(article: Article, *, by: Actor) -> None:
    """The request is wanted after all."""
    require(Article.objects.visible_to(by).published().filter(pk=article.pk).exists())
    record(ArticleAnswerRetracted(article_id=article.pk, title=article.title), by=by)
