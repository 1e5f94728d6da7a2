from __future__ import annotations

from django.db import transaction

from smartai.core.knowledge.actions.save_article import save_article
from smartai.core.knowledge.events import TranslationConfirmed
from smartai.core.knowledge.models import Article, ArticleStatus, Audience
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def begin_translation(article: Article, language: str, *, by: Actor) -> Article:
    """A draft in that language with the original's words, for who writes them anew there.

    It is for the same readers, in the same category and with the same owner. Raises ``LanguageTaken``.
    """
    require(is_agent(by))
    original = article.original or article
    draft = save_article(
        None, by=by, original=original, language=language, title=original.title, text=original.text,
        category=original.category, tags=original.tags, status=ArticleStatus.DRAFT,
        audience=Audience(original.audience), organisation=original.organisation, owner=original.owner,
    )  # fmt: skip
    draft.position = original.position
    draft.save(update_fields=["position"])
    return draft


@transaction.atomic
def confirm_translation(article: Article, *, by: Actor) -> bool:
    """It says what its original does, as it is. Returns False for what has no original, or is not behind."""
    require(is_agent(by))
    held = Article.objects.select_for_update(of=("self",)).select_related("original").get(pk=article.pk)
    if held.original is None or not held.behind:
        return False
    held.behind, held.original_version = False, held.original.version
    held.save(update_fields=["behind", "original_version"])
    record(TranslationConfirmed(article_id=held.pk, title=held.title), by=by)
    return True
