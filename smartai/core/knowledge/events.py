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
