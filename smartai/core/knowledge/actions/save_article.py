from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.text import slugify

from smartai.core.knowledge.actions.article_files import take_files
from smartai.core.knowledge.actions.render_article import render_article
from smartai.core.knowledge.errors import AddressTaken, LanguageTaken
from smartai.core.knowledge.events import ArticlePublished, ArticleSaved, ArticleStatusChanged
from smartai.core.knowledge.models import (
    Article,
    ArticleStatus,
    ArticleVersion,
    Audience,
    Category,
    FormerAddress,
)
from smartai.core.knowledge.search import index_article
from smartai.core.people.models import Organisation
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.event import Event
from smartai.foundation.events.record import record
from smartai.lib.text import clean_text, one_line

LONGEST_SLUG: Final = 100
MOST_TAGS: Final = 20
LONGEST_TAG: Final = 40


class ArticleValues(TypedDict, total=False):
    """What of an article is given; the rest stays, or is the usual for a new one.

    ``slug`` empty makes one from the title. ``published_at`` in the future schedules; without it publishing
    means now. ``organisation`` counts only for that audience.
    """

    title: str
    text: str
    category: Category | None
    language: str
    slug: str
    tags: Sequence[str]
    original: Article | None
    status: ArticleStatus
    published_at: datetime | None
    audience: Audience
    organisation: Organisation | None
    owner: Person | None
    review_on: date | None


@transaction.atomic
def save_article(article: Article | None, *, by: Actor, **values: Unpack[ArticleValues]) -> Article:
    """Writes an article (``None`` makes a new one) and keeps what it said before as a version.

    Without a ``language`` it is in the owner's. Old addresses go on leading to it. Raises ``AddressTaken``,
    ``LanguageTaken``.
    """
    require(is_agent(by))
    if article is None:
        article = Article(language=choices().brand.language)
    else:
        article = Article.objects.select_for_update().get(pk=article.pk)
    said = (article.version, article.title, article.text)
    translated = article.original_id
    was = article.status if article.version else ArticleStatus.DRAFT
    _write(article, values)
    _place(article, values)
    render_article(article, person_of(by))
    _offer(article, values)
    former = _address(article, values.get("slug"))
    article.changed_at = timezone.now()
    article.links_read = False
    anew = said != (article.version, article.title, article.text) or not article.version
    article.version += anew
    if anew or article.original_id != translated:
        _keep_up(article)
    article.save()
    if former:
        FormerAddress.objects.get_or_create(slug=former, defaults={"article": article})
    if anew:
        ArticleVersion.objects.create(
            article=article, number=article.version, title=article.title, text=article.text,
            author=person_of(by), made_at=article.changed_at,
        )  # fmt: skip
    take_files(article, by=by)
    index_article(article)
    record(_fact(article, was), by=by)
    return article


def restore_version(article: Article, number: int, *, by: Actor) -> Article:
    """Makes what the article said in that version its newest one. Raises ``ArticleVersion.DoesNotExist``."""
    require(is_agent(by))
    version = article.versions.get(number=number)
    return save_article(article, by=by, title=version.title, text=version.text)


def _write(article: Article, values: ArticleValues) -> None:
    article.title = one_line(values.get("title", article.title))[:160]
    article.text = clean_text(values.get("text", article.text))
    article.language = values.get("language") or article.language
    tags = (one_line(tag)[:LONGEST_TAG] for tag in values.get("tags", article.tags))
    article.tags = list(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]


def _place(article: Article, values: ArticleValues) -> None:
    """In its category it comes last; of the languages it is in, each is there once."""
    category = values.get("category", article.category)
    if not article.version or category != article.category:
        article.category = category
        last = Article.objects.filter(category=category).aggregate(last=Max("position"))["last"]
        article.position = (last or 0) + 1
    original = values.get("original", article.original)
    article.original = original.original or original if original else None
    if article.original is None:
        taken = article.pk and Article.objects.filter(original=article, language=article.language).exists()
    else:
        versions = Article.objects.filter(Q(pk=article.original.pk) | Q(original=article.original))
        taken = versions.filter(language=article.language).exclude(pk=article.pk).exists()
    if taken:
        raise LanguageTaken


def _offer(article: Article, values: ArticleValues) -> None:
    was, article.status = article.status, values.get("status", ArticleStatus(article.status))
    if was != article.status:
        article.archived_from = was if article.status == ArticleStatus.ARCHIVED else ""
    if article.status == ArticleStatus.PUBLISHED:
        article.published_at = values.get("published_at") or article.published_at or timezone.now()
    elif article.status != ArticleStatus.ARCHIVED:
        article.published_at = None
    article.audience = values.get("audience", Audience(article.audience))
    organisation = values.get("organisation", article.organisation)
    article.organisation = organisation if article.audience == Audience.ORGANISATION else None
    article.owner = values.get("owner", article.owner)
    article.review_on = values.get("review_on", article.review_on)


def _keep_up(article: Article) -> None:
    """A translation says by now what its original does; an original leaves its translations behind."""
    if article.original:
        article.original_version, article.behind = article.original.version, False
    elif article.pk:
        article.translations.filter(behind=False).update(behind=True)


def _address(article: Article, wanted: str | None) -> str:
    """Sets the slug; returns the one that it had before, if that is another."""
    slug = slugify(wanted or "")[:LONGEST_SLUG]
    if not slug:
        article.slug = article.slug or _free_slug(article.title)
        return ""
    if slug == article.slug:
        return ""
    own = FormerAddress.objects.filter(slug=slug)
    if (
        Article.objects.filter(slug=slug).exclude(pk=article.pk).exists()
        or own.exclude(article_id=article.pk).exists()
    ):
        raise AddressTaken
    own.delete()
    former, article.slug = article.slug, slug
    return former


def _free_slug(title: str) -> str:
    base = slugify(title, allow_unicode=False)[:LONGEST_SLUG] or "article"
    rows = (Article.objects, FormerAddress.objects)
    taken = {
        slug for row in rows for slug in row.filter(slug__startswith=base).values_list("slug", flat=True)
    }
    if base not in taken:
        return base
    numbers = (int(match[1]) for slug in taken if (match := re.fullmatch(re.escape(base) + r"-(\d+)", slug)))
    return f"{base}-{max(numbers, default=1) + 1}"


def _fact(article: Article, was: str) -> Event:
    if article.status == was:
        return ArticleSaved(article_id=article.pk, title=article.title)
    if article.status == ArticleStatus.PUBLISHED:
        return ArticlePublished(article_id=article.pk, title=article.title)
    return ArticleStatusChanged(article_id=article.pk, title=article.title, status=article.status)
