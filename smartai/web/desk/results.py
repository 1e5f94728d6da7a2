"""What a search of the desk finds: tickets, people, help articles and saved replies, each behind who asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from smartai.core.knowledge.search import FoundArticle, search_articles
from smartai.core.people.search import FoundPerson, find_people, search_people
from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.search import search_saved_replies
from smartai.core.tickets.search.conditions import compiled
from smartai.core.tickets.search.finding import Found, search_tickets
from smartai.core.tickets.search.showing import Shown, shown_to_team
from smartai.foundation.accounts.models import Person
from smartai.foundation.search.steps import Steps, together

MOST_PEOPLE = 5
MOST_ARTICLES = 4
MOST_REPLIES = 4
PERSON, ARTICLE = "@", "?"
"""What a query begins with that asks for people, or for articles, alone."""


class Asker(Enum):
    """Who asks, as the header ``X-Part`` says it: the page, who types on it, the command palette."""

    PAGE = ""
    TYPING = "results"
    PALETTE = "palette"


@dataclass(frozen=True)
class Results:
    tickets: list[Shown] = field(default_factory=list)
    people: list[FoundPerson] = field(default_factory=list)
    articles: list[FoundArticle] = field(default_factory=list)
    replies: list[SavedReply] = field(default_factory=list)
    found: Found = field(default_factory=Found)

    @property
    def count(self) -> int:
        return len(self.tickets) + len(self.people) + len(self.articles) + len(self.replies)


def results_of(query: str, *, by: Person, language: str, asker: Asker = Asker.PAGE) -> Results:
    """All that answers ``query``, nothing for an empty one.

    Three statements for tickets and people; two more for articles, which the page has once nobody types any
    more, and for saved replies, which the palette has. Up to three more to look for other spellings when no
    ticket is found, and one for each person or tag that a condition names.
    """
    if not query:
        return Results()
    if query.startswith(ARTICLE):
        (articles,) = together(_articles(query[1:], by, language))
        return Results(articles=articles)
    if query.startswith(PERSON) and "." not in query:
        return Results(people=find_people(query[1:], by=by, most=MOST_PEOPLE * 4))
    asked = compiled(query, by=by)
    words = asked.mere_words
    found, people, articles, replies = together(
        search_tickets(asked, by=by),
        search_people(words, by=by, most=MOST_PEOPLE),
        _articles("" if asker is Asker.TYPING else words, by, language),
        _replies(words if asker is Asker.PALETTE else "", by, language),
    )
    return Results(shown_to_team(found.tickets, found.understood), people, articles, replies, found)


def _articles(words: str, by: Person, language: str) -> Steps[list[FoundArticle]]:
    if not words.strip():
        return []
    return (yield from search_articles(words, by=by, language=language, most=MOST_ARTICLES))


def _replies(words: str, by: Person, language: str) -> Steps[list[SavedReply]]:
    if not words.strip():
        return []
    return (yield from search_saved_replies(words, by=by, language=language, most=MOST_REPLIES))
