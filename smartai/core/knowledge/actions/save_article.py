from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from smartai.core.knowledge.events import ArticlePublished, ArticleSaved
from smartai.core.knowledge.models import Article, Section
from smartai.core.knowledge.search import index_article
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import is_team, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.letters import letter_html, plain_words
from smartai.lib.text import clean_text, one_line, shortened


@transaction.atomic
def save_article(
    article: Article | None,
    *,
    by: Actor,
    title: str,
    text: str,
    section: Section | None,
    published: bool,
    language: str = "",
) -> Article:
    """Writes an article (``None`` makes a new one). Its address is made once and stays.

    Without a ``language`` it is in the owner's.
    """
    require(is_team(by))
    article = article or Article()
    article.title, article.text, article.section = (
        one_line(title)[:160],
        clean_text(text),
        section,
    )
    article.language = language or article.language or choices().brand.language
    article.html = letter_html(article.text)
    article.plain = plain_words(article.html)
    article.lead = shortened(_first_paragraph(article.plain), 200)
    article.slug = article.slug or _free_slug(article.title)
    article.published_at = (article.published_at or timezone.now()) if published else None
    article.changed_at = timezone.now()
    article.save()
    index_article(article)
    event = ArticlePublished if published else ArticleSaved
    record(event(article_id=article.pk, title=article.title), by=by)
    return article


def _first_paragraph(words: str) -> str:
    return next((line for line in words.split("\n") if len(line) > 40), words)


def _free_slug(title: str) -> str:
    base = slugify(title, allow_unicode=False)[:100] or "article"
    taken = set(Article.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    numbers = (int(match[1]) for slug in taken if (match := re.fullmatch(re.escape(base) + r"-(\d+)", slug)))
    return f"{base}-{max(numbers, default=1) + 1}"
