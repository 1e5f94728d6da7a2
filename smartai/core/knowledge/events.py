from __future__ import annotations

from dataclasses import dataclass, field

from smartai.foundation.events.event import ChangeEvent, Event


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


@dataclass(frozen=True, kw_only=True)
class ArticleStatusChanged(Event):
    """It is a draft, internal or archived from now on."""

    kind = "knowledge.status_changed"

    article_id: int
    title: str
    status: str


@dataclass(frozen=True, kw_only=True)
class CategoryCreated(Event):
    kind = "knowledge.category_created"

    category_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ArticleOwnerChanged(Event):
    """Somebody else, or nobody, looks after it from now on."""

    kind = "knowledge.owner_changed"

    article_id: int
    title: str
    owner_name: str


@dataclass(frozen=True, kw_only=True)
class ArticleReviewPlanned(Event):
    """``on`` is a date, or empty for never."""

    kind = "knowledge.review_planned"

    article_id: int
    title: str
    on: str


@dataclass(frozen=True, kw_only=True)
class ArticleReviewed(Event):
    """Somebody read it and found it right; ``again_on`` is the date of the next time."""

    kind = "knowledge.reviewed"

    article_id: int
    title: str
    again_on: str


@dataclass(frozen=True, kw_only=True)
class ArticleMoved(Event):
    """It lies in another category; ``category`` is its name, empty for none."""

    kind = "knowledge.moved"

    article_id: int
    title: str
    category: str


@dataclass(frozen=True, kw_only=True)
class TranslationConfirmed(Event):
    """A translation says what its original says now, without a change."""

    kind = "knowledge.translation_confirmed"

    article_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticlesOrdered(Event):
    """The articles of a category (0 and no name: of none) stand in another order.

    ``before`` and ``after`` are the ids of those that were put in order.
    """

    kind = "knowledge.articles_ordered"

    category_id: int
    name: str
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CategoryChanged(ChangeEvent):
    kind = "knowledge.category_changed"

    category_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class CategoriesOrdered(Event):
    """Those of one parent (0 and no name: on top) stand in another order, told by their ids."""

    kind = "knowledge.categories_ordered"

    category_id: int
    name: str
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CategoryRemoved(ChangeEvent):
    """``articles`` were moved to ``into``, its name or empty for no category. ``before`` is all of it, where
    it was empty: then nothing else has changed with it."""

    kind = "knowledge.category_removed"

    category_id: int
    name: str
    into: str
    articles: int


@dataclass(frozen=True, kw_only=True)
class ArticlesRendered(Event):
    """The HTML of all is in its newest form: what was kept of their pages is of an older one."""

    kind = "knowledge.rendered"


@dataclass(frozen=True, kw_only=True)
class ArticleFileAdded(Event):
    """``article_id`` is 0 while the article is not saved."""

    kind = "knowledge.file_added"

    article_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ArticleFileRemoved(Event):
    kind = "knowledge.file_removed"

    article_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ArticleUsed(Event):
    """A colleague answered a ticket with the article."""

    kind = "knowledge.used"

    article_id: int
    title: str
    ticket_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleSourceNamed(Event):
    """The article was made of a ticket."""

    kind = "knowledge.source_named"

    article_id: int
    title: str
    ticket_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleWordsLearned(Event):
    """Solved tickets say in which words customers ask for it. Not which: words may go, facts stay."""

    kind = "knowledge.words_learned"

    article_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class LearnedWordRefused(Event):
    kind = "knowledge.learned_word_refused"

    article_id: int
    title: str
