from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, pgettext

from smartai.core.knowledge.events import ArticlesRendered
from smartai.core.knowledge.models import Article, ArticleFile
from smartai.core.knowledge.search import index_article
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record
from smartai.foundation.files.serving import PLAYABLE
from smartai.lib.article_html import FORM, FileFacts, Words, article_html, article_words, file_keys
from smartai.lib.text import shortened

RENDERED_AT_ONCE: Final = 50


def html_of(text: str, language: str, article: Article | None, person: Person | None) -> str:
    """How the article will look. One statement more when the text names files."""
    return article_html(text, _files(text, article, person), _words(language))


def render_article(article: Article, person: Person | None = None) -> None:
    """Makes of the text what is shown and searched; the caller saves. New files of ``person`` are shown."""
    article.html = html_of(article.text, article.language, article, person)
    article.form = FORM
    article.plain = article_words(article.html)
    article.lead = shortened(_first_paragraph(article.plain), 200)


def render_older() -> int:
    """Makes HTML of an older form anew, some articles at a time. Called by the worker; says how many.

    What an article says stays: its version and its day do not change. The last one is told, because caches
    compare pages by what was told last.
    """
    with transaction.atomic():
        older = Article.objects.filter(form__lt=FORM).select_for_update().order_by("pk")
        rows = list(older[:RENDERED_AT_ONCE])
        for article in rows:
            render_article(article)
            article.links_read = False
            article.save(update_fields=["html", "form", "plain", "lead", "links_read"])
            index_article(article)
        if rows and not Article.objects.filter(form__lt=FORM).exists():
            record(ArticlesRendered(), by=System("article pages"))
    return len(rows)


def _files(text: str, article: Article | None, person: Person | None) -> dict[str, FileFacts]:
    keys = file_keys(text)
    if not keys:
        return {}
    own = (
        ArticleFile.objects.own_of(article, person).filter(file__key__in=keys[:1_000]).select_related("file")
    )
    return {
        row.file.key: FileFacts(
            row.file.name,
            row.file.image_width,
            row.file.image_height,
            plays=row.file.content_type in PLAYABLE,
        )
        for row in own
    }


_TOLD: Final[dict[str, Callable[[], str]]] = {
    "note": lambda: pgettext("callout", "Note"),
    "tip": lambda: gettext("Tip"),
    "warning": lambda: gettext("Warning"),
    "table": lambda: gettext("Table"),
    "watch": lambda: gettext("Watch the video"),
}


def _words(language: str) -> Words:
    with translation.override(language or "en"):
        return Words(**{name: said() for name, said in _TOLD.items()})


def _first_paragraph(words: str) -> str:
    return next((line for line in words.split("\n") if len(line) > 40), words)
