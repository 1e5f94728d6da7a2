from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from smartai.core.helpfulness.events import ArticleJudged
from smartai.core.helpfulness.models import ArticleFeedback
from smartai.core.knowledge.models import Article
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.accounts.secrets import hashed
from smartai.foundation.events.record import record
from smartai.lib.text import clean_text

LONGEST_WORDS: Final = 1_000


def find_feedback(article: Article, voter: str, *, by: Actor) -> ArticleFeedback | None:
    """What this person, or this browser (``voter`` is its secret for the article), said before."""
    person = person_of(by)
    mine = Q(voter=hashed(voter), person=None) if voter else Q(pk__in=[])
    if person:
        mine |= Q(person=person)
    said = ArticleFeedback.objects.filter(mine, article=article)
    return said.order_by(F("person").asc(nulls_last=True)).first()


@transaction.atomic
def judge_article(
    article: Article, voter: str, *, by: Actor, helpful: bool, words: str | None = None
) -> tuple[ArticleFeedback, bool]:
    """Whether it answered; a later answer of the same person or browser replaces it. Yes has no words, and
    ``None`` leaves those that were said before.

    Says too whether the answer is another one than before; only then there is a fact.
    """
    require(Article.objects.visible_to(by).published().filter(pk=article.pk).exists())
    said = find_feedback(article, voter, by=by)
    changed = said is None or said.helpful != helpful
    if said is None:
        said, changed = _first(article, voter, by, helpful)
    said.helpful = helpful
    if helpful or words is not None:
        said.words = "" if helpful else clean_text(words or "").strip()[:LONGEST_WORDS]
    said.changed_at = timezone.now()
    if person := person_of(by):
        said.person, said.voter = person, ""
    said.save()
    if person:  # said in this browser before they signed in, while they had an answer of their own
        ArticleFeedback.objects.filter(article=article, voter=hashed(voter), person=None).delete()
    if changed:
        record(ArticleJudged(article_id=article.pk, title=article.title, helpful=helpful), by=by)
    return said, changed


def _first(article: Article, voter: str, by: Actor, helpful: bool) -> tuple[ArticleFeedback, bool]:
    """The same form in two tabs at once makes one row."""
    person = person_of(by)
    own = {"person": person} if person else {"voter": hashed(voter)}
    said, made = ArticleFeedback.objects.get_or_create(
        article=article, **own, defaults={"helpful": helpful, "voter": "" if person else hashed(voter)}
    )
    return said, made or said.helpful != helpful
