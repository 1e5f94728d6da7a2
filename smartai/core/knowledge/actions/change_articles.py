"""What is done with many articles at once; each is told by a fact of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from smartai.core.knowledge.actions.categories import last_position
from smartai.core.knowledge.events import (
    ArticleMoved,
    ArticleOwnerChanged,
    ArticlePublished,
    ArticleReviewed,
    ArticleReviewPlanned,
    ArticleStatusChanged,
)
from smartai.core.knowledge.models import Article, ArticleStatus, Category
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.event import Event
from smartai.foundation.events.record import record


def archive_articles(articles: Iterable[Article], *, by: Actor) -> int:
    """Nobody reads them any more. Returns how many were not archived before."""

    def archived(article: Article) -> Event | None:
        if article.status == ArticleStatus.ARCHIVED:
            return None
        article.archived_from, article.status = article.status, ArticleStatus.ARCHIVED
        return ArticleStatusChanged(article_id=article.pk, title=article.title, status=article.status)

    return _change(articles, ["status", "archived_from"], archived, by)


def restore_articles(articles: Iterable[Article], *, by: Actor) -> int:
    """Archived ones are what they were before: published, internal or a draft. Returns how many were."""

    def restored(article: Article) -> Event | None:
        if article.status != ArticleStatus.ARCHIVED:
            return None
        article.status = article.archived_from or ArticleStatus.DRAFT
        article.archived_from = ""
        if article.status == ArticleStatus.PUBLISHED:
            article.published_at = article.published_at or timezone.now()
            return ArticlePublished(article_id=article.pk, title=article.title)
        return ArticleStatusChanged(article_id=article.pk, title=article.title, status=article.status)

    return _change(articles, ["status", "archived_from", "published_at"], restored, by)


def set_owner(articles: Iterable[Article], owner: Person | None, *, by: Actor) -> int:
    """Who looks after them, one of the team, or nobody. Returns for how many it is somebody else."""
    require(owner is None or is_agent(owner))

    def owned(article: Article) -> Event | None:
        if article.owner == owner:
            return None
        article.owner = owner
        name = owner.display_name if owner else ""
        return ArticleOwnerChanged(article_id=article.pk, title=article.title, owner_name=name)

    return _change(articles, ["owner"], owned, by)


def plan_review(articles: Iterable[Article], on: date | None, *, by: Actor) -> int:
    """When somebody should look whether they are still right. Returns for how many it is another day."""

    def planned(article: Article) -> Event | None:
        if article.review_on == on:
            return None
        article.review_on = on
        day = on.isoformat() if on else ""
        return ArticleReviewPlanned(article_id=article.pk, title=article.title, on=day)

    return _change(articles, ["review_on"], planned, by)


def mark_reviewed(articles: Iterable[Article], *, by: Actor, again_on: date) -> int:
    """Somebody found them right; the next look is due on that day. Returns how many."""

    def reviewed(article: Article) -> Event:
        article.review_on = again_on
        return ArticleReviewed(article_id=article.pk, title=article.title, again_on=again_on.isoformat())

    return _change(articles, ["review_on"], reviewed, by)


def move_articles(articles: Iterable[Article], category: Category | None, *, by: Actor) -> int:
    """Into a category, or out of any, behind what is there. Returns how many lay elsewhere."""
    places = iter(range(last_position(category) + 1, 2**31))

    def moved(article: Article) -> Event | None:
        if article.category == category:
            return None
        article.category, article.position = category, next(places)
        return ArticleMoved(
            article_id=article.pk, title=article.title, category=category.name if category else ""
        )

    return _change(articles, ["category", "position"], moved, by)


def _change(
    articles: Iterable[Article], fields: list[str], change: Callable[[Article], Event | None], by: Actor
) -> int:
    """Holds the articles, changes them, and records a fact for each that is another one now.

    Pages that are kept for readers, and links to the articles, are looked at anew.
    """
    require(is_agent(by))
    with transaction.atomic():
        keys = [article.pk for article in articles]
        rows = Article.objects.visible_to(by).filter(pk__in=keys).defer("text", "html", "plain")
        held = list(rows.select_for_update(of=("self",)).in_order())
        facts = [(article, fact) for article in held if (fact := change(article)) is not None]
        changed = [article for article, _ in facts]
        for article in changed:
            article.changed_at, article.links_read = timezone.now(), False
        Article.objects.bulk_update(changed, [*fields, "changed_at", "links_read"], batch_size=100)
        for _, fact in facts:
            record(fact, by=by)
    return len(changed)
