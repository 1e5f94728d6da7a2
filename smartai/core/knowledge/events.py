from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class ArticlePublished(Event):
    kind = "knowledge.published"

    article_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleSaved(Event):
    kind = "knowledge.saved"

    article_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleAnswered(Event):
    """Somebody read the article while they wrote a request, and needed to send none."""

    kind = "knowledge.answered"

    article_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleAnswerRetracted(Event):
    """They took that back."""

    kind = "knowledge.answer_retracted"

    article_id: int
    title: str
