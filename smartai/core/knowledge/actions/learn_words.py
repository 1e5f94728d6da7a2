"""What the search learns of how customers ask. The team sees what it learned, and may refuse it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from smartai.core.knowledge.events import ArticleWordsLearned, LearnedWordRefused
from smartai.core.knowledge.models import Article, LearnedWords
from smartai.core.knowledge.search import index_article
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.events.record import record


@transaction.atomic
def learn_words(article_id: int, words: Sequence[str], *, upto: int, by: Actor) -> bool:
    """The article is found by these words too, and no longer by others that were learned before.

    What was refused stays refused. Says whether something changed; only then a fact tells of it, without the
    words. Nothing happens to an article that is gone.
    """
    require(isinstance(by, System))
    article = Article.objects.select_for_update().filter(pk=article_id).first()
    if article is None:
        return False
    learned, _ = LearnedWords.objects.get_or_create(article=article)
    before, learned.words = learned.words, [word for word in words if word not in learned.refused]
    learned.upto, learned.learned_at = upto, timezone.now()
    learned.save()
    if learned.words == before:
        return False
    index_article(article)
    record(ArticleWordsLearned(article_id=article.pk, title=article.title), by=by)
    return True


@transaction.atomic
def refuse_word(article: Article, word: str, *, by: Actor) -> None:
    """The article is not found by this word any more, and it is not learned again.

    Nothing happens when it was not learned.
    """
    require(is_agent(by))
    article = Article.objects.select_for_update().get(pk=article.pk)
    learned = LearnedWords.objects.filter(article=article).first()
    if learned is None or word not in learned.words:
        return
    learned.words = [one for one in learned.words if one != word]
    learned.refused = [*learned.refused, word]
    learned.save(update_fields=["words", "refused"])
    index_article(article)
    record(LearnedWordRefused(article_id=article.pk, title=article.title), by=by)
