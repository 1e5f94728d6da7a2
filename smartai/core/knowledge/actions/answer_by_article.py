from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, QuerySet

from smartai.core.knowledge.events import ArticleAnswered, ArticleAnswerRetracted
from smartai.core.knowledge.models import Article
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def answer_by_article(article: Article, *, by: Actor) -> None:
    """The article spared a request: it counts as solved by it."""
    require(Article.objects.visible_to(by).published().filter(pk=article.pk).exists())
    _versions(article).update(answered=F("answered") + 1)
    record(ArticleAnswered(article_id=article.pk, title=article.title), by=by)


@transaction.atomic
def take_back_answer(article: Article, *, by: Actor) -> None:
    """The request is wanted after all."""
    require(Article.objects.visible_to(by).published().filter(pk=article.pk).exists())
    _versions(article).filter(answered__gt=0).update(answered=F("answered") - 1)
    record(ArticleAnswerRetracted(article_id=article.pk, title=article.title), by=by)


def _versions(article: Article) -> QuerySet[Article]:
    """What helps in one language is popular in all."""
    first = article.original_id or article.pk
    return Article.objects.filter(Q(pk=first) | Q(original=first))
