"""What was said about articles. Words that somebody typed are in none: facts are kept for ever."""

from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class ArticleJudged(Event):
    """Somebody said whether an article answered their question."""

    kind = "helpfulness.judged"

    article_id: int
    title: str
    helpful: bool


@dataclass(frozen=True, kw_only=True)
class ArticleStarted(Event):
    """A draft was made for a question that the help did not answer."""

    kind = "helpfulness.started"

    missed_id: int
    article_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionDismissed(Event):
    """A question that the help did not answer is none for this team."""

    kind = "helpfulness.dismissed"

    missed_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionRestored(Event):
    kind = "helpfulness.restored"

    missed_id: int
