"""Finding articles: for who searches them, and for who writes to us what they may answer already."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import QuerySet

from smartai.core.knowledge.models import Article, ArticleVector, ArticleWords, LearnedWords
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.embedding.vectors import Vectors
from smartai.foundation.search.excerpts import Piece, excerpt, marked
from smartai.foundation.search.index import Index, Text
from smartai.foundation.search.portions import index_all, index_some
from smartai.foundation.search.ranking import Hit
from smartai.foundation.search.steps import Steps, alone
from smartai.lib.article_html import article_words
from smartai.lib.meanings import words_for

INDEX: Final = Index("articles", ArticleWords, meanings=True)
VECTORS: Final = Vectors(ArticleVector, lambda article: f"{article.title}\n{article.plain}")
SUGGESTED: Final = 4
SHARE_OF_WORDS: Final = 0.34
"""Of the worth of the words asked for: an article with less of them is no answer to a search."""
SHARE_OF_MEANING: Final = 0.7
"""The same of what the words mean: rather nothing is found than what only hints at it."""
SHARE_OF_BEST: Final = 0.3
"""Of the best one's score, or of that by words: what is far behind in both is no result."""
FITS_TITLE: Final = 2.7
FITS_MESSAGE: Final = 2.1
"""How surely (see ``_surely``) the best article must fit to be suggested to somebody who did not ask, with
those that are near to it: rather nothing than the least bad. Chosen by ``python -m quality --set tune``.
"""
NEARNESS_COUNTS: Final = 1.0
"""What being nearer than the others by one standard deviation is worth, beside a rare word that fits."""
OTHERS_COMPARED: Final = 100


@dataclass(frozen=True)
class FoundArticle:
    article: Article
    title: list[Piece]
    excerpt: list[Piece]


def index_article(article: Article) -> None:
    """Makes the article findable as it is now, in the caller's transaction."""
    learned = LearnedWords.objects.filter(article=article).values_list("words", flat=True).first()
    INDEX.put(_text(article, learned or []))


def index_new_articles(articles: Iterable[Article]) -> None:
    """The same for many that were just written."""
    INDEX.put_new(map(_text, articles))


def _text(article: Article, learned: Sequence[str] = ()) -> Text:
    """Excerpts are made of ``plain``: what was learned of customers is never shown to one.

    A word in which several ask says more than one that the article mentions once, so it counts twice.
    """
    title, body = " ".join([article.title, *article.tags]), " ".join([article.plain, *learned, *learned])
    return Text(article.pk, title, body, article.language)


def find_articles(
    text: str, *, by: Actor, language: str, most: int = 20, typing: bool = False
) -> list[FoundArticle]:
    """As ``search_articles``, by itself."""
    return alone(search_articles(text, by=by, language=language, most=most, typing=typing))


def search_articles(
    text: str, *, by: Actor, language: str, most: int = 20, typing: bool = False
) -> Steps[list[FoundArticle]]:
    """What ``by`` may read now with the words of ``text``, the best first. Three or four statements.

    Mistyped words find what they were meant for. ``language`` is the reader's.
    """
    hits = yield from _hits(text, by, language, typing)
    return _shown([hit for hit in hits if _answers_search(hit)], most)


def suggest_articles(title: str, message: str, *, by: Actor, language: str) -> list[FoundArticle]:
    """At most ``SUGGESTED`` articles that may answer what somebody is writing; none when none fits.

    The title says most: words that are only in the message count half.
    """
    hits = alone(_hits(title, by, language, typing=not message, message=message))
    least = FITS_MESSAGE if message else FITS_TITLE
    return _shown(hits, SUGGESTED) if max(map(_surely, hits), default=0.0) >= least else []


def rank_articles(title: str, message: str, *, by: Actor, language: str) -> list[Hit]:
    """Everything that ``suggest_articles`` chooses from, the best first, without a floor."""
    return alone(_hits(title, by, language, typing=False, message=message))


def repair() -> int:
    """Indexes articles that are not, or were in an older form. Called by the worker; says how many."""
    return len(index_some(INDEX.missing(Article.objects.all()), _read_anew))


def rebuild(told: Callable[[int], None]) -> int:
    """Indexes every article anew; ``told`` hears how many were done."""
    return index_all(INDEX, Article.objects.all(), index_article, told)


def _read_anew(article: Article) -> None:
    article.plain = article_words(article.html)
    article.save(update_fields=["plain"])
    index_article(article)


def makes_vectors() -> bool:
    """Whether the environment says where from."""
    return VECTORS.are_made()


def refresh_vectors() -> int:
    """Has the vectors of some articles made. Called by the worker of an installation that makes them."""
    return VECTORS.refresh(Article.objects.current())


def vectors_made() -> tuple[int, int]:
    """Of how many articles there are vectors to compare, and of how many there should be."""
    articles = Article.objects.current()
    return VECTORS.made(articles), articles.count()


def _hits(text: str, by: Actor, language: str, typing: bool, message: str = "") -> Steps[list[Hit]]:
    seen: QuerySet[Article] = Article.objects.visible_to(by).current()
    hits = yield from INDEX.search(text, among=seen, language=language, typing=typing, beside=message)
    return _by_nearness(hits, f"{text}\n{message}", seen) if VECTORS.are_made() else hits


def _by_nearness(hits: list[Hit], text: str, among: QuerySet[Article]) -> list[Hit]:
    """The hits in the order that vectors give them too, and with a few articles those that share no word."""
    met = [hit.key for hit in hits]
    others = among.exclude(pk__in=met).order_by().values_list("pk", flat=True)[:OTHERS_COMPARED]
    found = [*hits, *(Hit(key, 0.0, 0.0, frozenset()) for key in others)]
    near = VECTORS.nearness(text, [hit.key for hit in found])
    if not near:
        return hits
    moved = [replace(hit, near=NEARNESS_COUNTS * near.get(hit.key, 0.0)) for hit in found]
    return sorted(moved, key=lambda hit: (-hit.score, -hit.key))


def _answers_search(hit: Hit) -> bool:
    return hit.coverage >= SHARE_OF_WORDS or hit.meaning_coverage >= SHARE_OF_MEANING


def _surely(hit: Hit) -> float:
    """How surely the article answers, from 0 to about 5: by its score, and by its share of what was asked.

    The score is damped: ten words that fit are no more of an answer than five, when as many do not. What is
    said in its words or in others counts the same.
    """
    return math.log1p(hit.fit) + 2 * max(hit.coverage, hit.meaning_coverage)


def _shown(hits: list[Hit], most: int) -> list[FoundArticle]:
    score = max((hit.score for hit in hits), default=0.0) * SHARE_OF_BEST
    words = max((hit.words for hit in hits), default=0.0) * SHARE_OF_BEST
    best = [hit for hit in hits if hit.score >= score or 0 < words <= hit.words][:most]
    rows = Article.objects.defer("text", "html").select_related("category").in_bulk([hit.key for hit in best])
    return [_found(rows[hit.key], hit) for hit in best if hit.key in rows]


def _found(article: Article, hit: Hit) -> FoundArticle:
    terms = hit.terms | words_for(hit.meanings, article.language)
    return FoundArticle(
        article=article,
        title=marked(article.title, terms, article.language),
        excerpt=excerpt(article.plain if terms else article.lead, terms, article.language),
    )


def ranked_keys(text: str, *, among: QuerySet[Article], language: str) -> list[int]:
    """Of ``among``, whatever their status, those with the words of ``text``, the best first.

    For whoever looks after articles; ``among`` stands behind ``visible_to``. Two or three statements.
    """
    hits = INDEX.find(text, among=among, language=language, typing=True)
    return [hit.key for hit in hits if hit.coverage >= SHARE_OF_WORDS]
