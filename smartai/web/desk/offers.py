"""Help articles beside a conversation: which may answer it, why, and whether the customer may read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.core.knowledge.search import FoundArticle, find_articles, suggest_articles
from smartai.core.tickets.models import Message, MessageKind, Ticket
from smartai.foundation.accounts.actors import NOBODY, Actor
from smartai.foundation.accounts.models import Person
from smartai.lib.article_text import for_letter, link_to, says
from smartai.lib.common_words import is_common

LETTERS_READ: Final = 4
WORDS_READ: Final = 2_000
"""Characters of a letter: its beginning says what it is about."""
MOST_REASONS: Final = 3
MOST_FOUND: Final = 8
MOST_LINKS: Final = 50


@dataclass(frozen=True)
class Offer:
    """``refusal`` says why it can't stand in an answer; empty when it can."""

    article: Article
    reason: str
    refusal: str

    @property
    def url(self) -> str:
        return url_of(self.article)

    @property
    def link(self) -> str:
        return link_of(self.article)


def offers_for(ticket: Ticket, agent: Person) -> list[Offer]:
    """At most four articles that may answer the ticket, the best first. At most twelve statements."""
    said = "\n\n".join(_customers_words(ticket))
    found = suggest_articles(ticket.title, said, by=agent, language=_language(ticket))
    tags = {name.casefold() for name in ticket.tags.values_list("name", flat=True)} if found else set()
    return _offered(found, ticket, tags)


def offers_found(ticket: Ticket, agent: Person, query: str) -> list[Offer]:
    """What the agent looks for while writing. At most nine statements."""
    found = find_articles(
        query, by=agent, language=translation.get_language() or "", most=MOST_FOUND, typing=True
    )
    return _offered(found, ticket, set())


def asked_newest() -> Subquery:
    """The customer's newest letter, as a column of a ticket that is fetched anyway."""
    asked = Message.objects.filter(ticket=OuterRef("pk"), kind=MessageKind.CUSTOMER)
    return Subquery(asked.order_by("-pk").values("pk")[:1])


def offers_from(ticket: Ticket, *more: object) -> str:
    """Another word whenever what is offered beside the ticket may be another: its title, or ``more``."""
    said = "\n".join(map(str, (ticket.title, *more)))
    return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def made_of(ticket: Ticket, agent: Person) -> list[Article]:
    """Articles that were made of this ticket. One statement."""
    return list(
        Article.objects.visible_to(agent)
        .filter(sources__ticket_id=ticket.pk)
        .only("title", "slug")[:MOST_FOUND]
    )


def refusal_of(article: Article, ticket: Ticket) -> str:
    """Why the article can't stand in an answer to this ticket; empty when it can."""
    return "" if article.pk in _readable([article], ticket) else _why(article, ticket)


def linked_articles(text: str, agent: Person) -> list[Article]:
    """Articles that a letter leads to, also by an address that they had. One statement where links are."""
    slugs = list(dict.fromkeys(_addresses().findall(text)))[:MOST_LINKS]
    if not slugs:
        return []
    rows = Article.objects.visible_to(agent).filter(Q(slug__in=slugs) | Q(former_addresses__slug__in=slugs))
    return list(rows.defer("html", "plain").distinct())


def quoted_articles(text: str, keys: Iterable[int], agent: Person) -> list[Article]:
    """Those of the articles whose own words stand in a letter."""
    rows = Article.objects.visible_to(agent).filter(pk__in=list(keys)).defer("html", "plain")
    return [article for article in rows if says(text, text_for_letter(article))]


def kept_from(articles: Sequence[Article], ticket: Ticket) -> list[tuple[Article, str]]:
    """Those that somebody who reads the answers may not read, each with the reason."""
    readable = _readable(articles, ticket) if articles else set()
    return [(article, _why(article, ticket)) for article in articles if article.pk not in readable]


def text_for_letter(article: Article) -> str:
    return for_letter(article.text, settings.BASE_URL)


def link_of(article: Article) -> str:
    """Markdown, for a letter."""
    return link_to(article.title, url_of(article))


def url_of(article: Article) -> str:
    """As customers open it from a letter: a whole address."""
    return f"{settings.BASE_URL}{reverse('help:article', kwargs={'slug': article.slug})}"


@lru_cache(maxsize=1)
def _addresses() -> re.Pattern[str]:
    """What leads to an article of ours in a text, and not to somebody else's page of the same name."""
    before, after = reverse("help:article", kwargs={"slug": "a-slug"}).split("a-slug")
    own = rf"(?:{re.escape(settings.BASE_URL)}|(?<![\w.:/-]))"
    return re.compile(rf"{own}{re.escape(before)}([-\w]{{1,120}}){re.escape(after.rstrip('/'))}(?![-\w])")


def _customers_words(ticket: Ticket) -> list[str]:
    """The first letter says what it is about, the newest what is still open."""
    rows = Message.objects.filter(ticket=ticket, kind=MessageKind.CUSTOMER).values_list("text", flat=True)
    newest = list(rows.order_by("-pk")[:LETTERS_READ])
    first = [] if len(newest) < LETTERS_READ else list(rows.order_by("pk")[:1])
    return [text[:WORDS_READ] for text in dict.fromkeys([*first, *reversed(newest)])]


def _language(ticket: Ticket) -> str:
    return ticket.language or translation.get_language() or ""


def _offered(found: list[FoundArticle], ticket: Ticket, tags: set[str]) -> list[Offer]:
    if not found:
        return []
    readable = _readable([one.article for one in found], ticket)
    return [
        Offer(
            article=one.article,
            reason=_reason(one, tags),
            refusal="" if one.article.pk in readable else _why(one.article, ticket),
        )
        for one in found
    ]


def _reason(found: FoundArticle, tags: set[str]) -> str:
    """Words that both have, tags that both have; else it is the meaning of the whole."""
    language = found.article.language
    marked = (piece.text for piece in (*found.title, *found.excerpt) if piece.marked)
    telling = {word.casefold(): word for word in marked if not is_common(word.casefold(), language)}
    shared = sorted(telling.values(), key=len, reverse=True)[:MOST_REASONS]
    same = [tag for tag in found.article.tags if tag.casefold() in tags][:MOST_REASONS]
    reasons = []
    if shared:
        reasons.append(gettext("Same words: %(words)s") % {"words": ", ".join(shared)})
    if same:
        reasons.append(gettext("Same tags: %(tags)s") % {"tags": ", ".join(same)})
    return " · ".join(reasons) or gettext("About the same thing")


def _readable(articles: Iterable[Article], ticket: Ticket) -> set[int]:
    """One statement, and one for who reads the answers."""
    rows = Article.objects.readable_by_all(_readers(ticket))
    return set(rows.filter(pk__in=[article.pk for article in articles]).values_list("pk", flat=True))


def _readers(ticket: Ticket) -> list[Actor]:
    """Whoever gets the answers. An address that nobody has proven may be anybody's."""
    others = Person.objects.filter(participations__ticket=ticket).exclude(pk=ticket.requester_id)
    return [ticket.requester if ticket.proven else NOBODY, *others]


def _why(article: Article, ticket: Ticket) -> str:
    if article.status == ArticleStatus.INTERNAL or article.audience == "team":
        return gettext("Only your team reads it.")
    if article.status != ArticleStatus.PUBLISHED or article.is_scheduled:
        return gettext("It is not published.")
    if article.audience == "organisation":
        return gettext("It is for one organisation, and not everybody in this conversation belongs to it.")
    return gettext("It is for customers who are signed in, and nobody has proven this address yet.")
