"""Finding articles: for who searches them, and for who writes to us what they may answer already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from smartai.core.knowledge.models import Article, ArticleWords
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.search.excerpts import Piece, excerpt, marked
from smartai.foundation.search.index import Index, Text
from smartai.foundation.search.ranking import Hit
from smartai.lib.letters import plain_words

INDEX: Final = Index("articles", ArticleWords)
SUGGESTED: Final = 4
SHARE_OF_WORDS: Final = 0.34
"""Of the worth of the words asked for: an article with less of them is no answer to a search."""
SHARE_OF_BEST: Final = 0.3
"""Of the best one's score: what is far behind is no result."""
FITS_TITLE: Final = 1.2
FITS_MESSAGE: Final = 1.55
"""The least score of what is suggested to somebody who did not ask: rather nothing than the least bad.

A rare word in an article's title is 1.8, in its text 1. Chosen by ``python -m quality --set tune``.
"""
REPAIRED_AT_ONCE: Final = 50


@dataclass(frozen=True)
class FoundArticle:
    article: Article
    title: list[Piece]
    excerpt: list[Piece]


def index_article(article: Article) -> None:
    """Makes the article findable as it is now, in the caller's transaction."""
    INDEX.put(Text(article.pk, article.title, article.plain, article.language))


def find_articles(
    text: str, *, by: Actor, language: str, most: int = 20, typing: bool = False
) -> list[FoundArticle]:
    """Published articles with the words of ``text``, the best first. Four to seven statements.

    Mistyped words find what they were meant for. ``language`` is the reader's.
    """
    hits = _hits(text, by, language, typing)
    return _shown([hit for hit in hits if hit.coverage >= SHARE_OF_WORDS], most)


def suggest_articles(title: str, message: str, *, by: Actor, language: str) -> list[FoundArticle]:
    """At most ``SUGGESTED`` published articles that may answer what somebody is writing; none when none fits.

    The title says most: words that are only in the message count half.
    """
    hits = _hits(title, by, language, typing=not message, message=message)
    least = FITS_MESSAGE if message else FITS_TITLE
    return _shown([hit for hit in hits if hit.score >= least], SUGGESTED)


def rank_articles(title: str, message: str, *, by: Actor, language: str) -> list[Article]:
    """Everything that ``suggest_articles`` chooses from, the best first, without a floor."""
    hits = _hits(title, by, language, typing=False, message=message)
    rows = Article.objects.only("slug", "title").in_bulk([hit.key for hit in hits])
    return [rows[hit.key] for hit in hits if hit.key in rows]


def repair() -> int:
    """Indexes articles that are not, or were in an older form. Called by the worker; says how many."""
    with transaction.atomic():
        rows = _held(INDEX.missing(Article.objects.all()))
        for article in rows:
            article.plain = plain_words(article.html)
            article.save(update_fields=["plain"])
            index_article(article)
    return len(rows)


def rebuild(told: Callable[[int], None]) -> int:
    """Indexes every article anew, some at a time; whoever searches meanwhile finds what was there.

    ``told`` hears how many were done. The words of articles that are gone are forgotten.
    """
    done, last = 0, 0
    while True:
        with transaction.atomic():
            rows = _held(Article.objects.filter(pk__gt=last))
            for article in rows:
                index_article(article)
        if not rows:
            break
        last, done = rows[-1].pk, done + len(rows)
        told(len(rows))
    INDEX.count_anew()
    return done


def _held(articles: QuerySet[Article]) -> list[Article]:
    """The first of them, locked: what somebody saves meanwhile is indexed after this, not before."""
    return list(articles.select_for_update().order_by("pk")[:REPAIRED_AT_ONCE])


def _hits(text: str, by: Actor, language: str, typing: bool, message: str = "") -> list[Hit]:
    seen: QuerySet[Article] = Article.objects.visible_to(by).published()
    return INDEX.find(text, among=seen, language=language, typing=typing, beside=message)


def _shown(hits: list[Hit], most: int) -> list[FoundArticle]:
    best = [hit for hit in hits if hit.score >= hits[0].score * SHARE_OF_BEST][:most]
    rows = Article.objects.defer("text", "html").select_related("section").in_bulk([hit.key for hit in best])
    return [_found(rows[hit.key], hit) for hit in best if hit.key in rows]


def _found(article: Article, hit: Hit) -> FoundArticle:
    words = article.plain if hit.terms else article.lead
    return FoundArticle(
        article=article,
        title=marked(article.title, hit.terms, article.language),
        excerpt=excerpt(words, hit.terms, article.language),
    )
