"""What happens to articles beside a form. Only a yes and its end are facts; the rest is counted and goes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.helpfulness.models import OpenedArticle, Writing
from smartai.core.helpfulness.models.writing import is_key
from smartai.core.knowledge.actions import answer_by_article, take_back_answer
from smartai.core.knowledge.models import Article
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, person_of


def note_shown(key: str, *, by: Actor) -> None:
    """Articles stand beside this writing. One statement, and again it changes nothing; no key is ignored."""
    if is_key(key):
        Writing.objects.bulk_create([Writing(key=key, person=person_of(by))], ignore_conflicts=True)


@transaction.atomic
def note_opened(key: str, article: Article, *, by: Actor) -> Writing | None:
    """Somebody opened the article beside their form."""
    require(Article.objects.visible_to(by).published().filter(pk=article.pk).exists())
    if not is_key(key):
        return None
    note_shown(key, by=by)
    writing = Writing.objects.select_for_update().get(key=key)
    OpenedArticle.objects.bulk_create(
        [OpenedArticle(writing=writing, article=article)], ignore_conflicts=True
    )
    writing.opened, writing.settled = True, False
    writing.save(update_fields=["opened", "settled"])
    return writing


@transaction.atomic
def answer_writing(article: Article, key: str, *, by: Actor) -> None:
    """The article spared the request, unless that is taken back or a request still comes within a day."""
    answer_by_article(article, by=by)
    writing = note_opened(key, article, by=by)
    if writing:
        writing.answered_by, writing.answered_at, writing.taken_back = article, timezone.now(), False
        writing.save(update_fields=["answered_by", "answered_at", "taken_back"])


@transaction.atomic
def take_back_yes(article: Article, key: str, *, by: Actor) -> None:
    """The request is wanted after all."""
    take_back_answer(article, by=by)
    if is_key(key):
        Writing.objects.filter(key=key, answered_by=article).update(
            answered_by=None, answered_at=None, taken_back=True, settled=False
        )
