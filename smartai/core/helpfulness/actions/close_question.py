from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.helpfulness.events import ArticleStarted, QuestionDismissed, QuestionRestored
from smartai.core.helpfulness.models import MissedSearch
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def start_article(missed: MissedSearch, *, by: Actor) -> Article:
    """A draft with the question as its title, in its language; the one that was started
    before, if there is one. The question is closed from the moment that the draft is published.
    """
    missed = _locked(missed, by)
    if missed.article:
        return missed.article
    about = {"title": missed.words, "text": "", "status": ArticleStatus.DRAFT}
    if missed.language:
        about["language"] = missed.language
    missed.article = save_article(None, by=by, **about)  # type: ignore[arg-type]  # language only where it is known
    missed.dismissed_at = None
    missed.save(update_fields=["article", "dismissed_at"])
    record(ArticleStarted(missed_id=missed.pk, article_id=missed.article.pk), by=by)
    return missed.article


@transaction.atomic
def dismiss_question(missed: MissedSearch, *, by: Actor) -> None:
    """It is none for this team: asked again it is counted and stays away."""
    missed = _locked(missed, by)
    if missed.dismissed_at is None:
        missed.dismissed_at = timezone.now()
        missed.save(update_fields=["dismissed_at"])
        record(QuestionDismissed(missed_id=missed.pk), by=by)


@transaction.atomic
def restore_question(missed: MissedSearch, *, by: Actor) -> None:
    missed = _locked(missed, by)
    if missed.dismissed_at is not None:
        missed.dismissed_at = None
        missed.save(update_fields=["dismissed_at"])
        record(QuestionRestored(missed_id=missed.pk), by=by)


def _locked(missed: MissedSearch, by: Actor) -> MissedSearch:
    require(is_agent(by) and MissedSearch.objects.visible_to(by).filter(pk=missed.pk).exists())
    return MissedSearch.objects.select_for_update(of=("self",)).select_related("article").get(pk=missed.pk)
