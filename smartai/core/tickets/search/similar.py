"""Solved tickets that asked for the same: by the rare words that both have."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.functions import Substr

from smartai.core.tickets.models import Message, MessageKind, Ticket
from smartai.core.tickets.models.status import ENDED_CATEGORIES
from smartai.core.tickets.models.ticket import FIRST_NUMBER
from smartai.core.tickets.search.filing import CORPUS, NAME
from smartai.core.tickets.search.wishes import PUBLIC, languages
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.search import vocabulary
from smartai.foundation.search.corpus import Clause, Wish
from smartai.foundation.search.query import Word, understood
from smartai.lib.words import stemmed, tokens

SHOWN: Final = 3
LOOKED_AT: Final = 30
"""Tickets with some of the words, of which the best are shown."""
WORDS: Final = 8
WORDS_READ: Final = 2_000
"""Characters of a letter: its beginning says what it is about."""
KNOWN_TO: Final = 0.2
"""Of all tickets: a word that more of them have says nothing."""
MOST_KNOWN: Final = 5_000
"""Tickets with a word: so that looking for it stays quick, however many there are."""
ENOUGH: Final = 0.3
"""Of what the asked words are worth together: with less of them it is another matter."""


@dataclass(frozen=True)
class Similar:
    """``words`` are shared, as the given ticket writes them; ``answer_id`` is the last answer."""

    ticket: Ticket
    words: list[str]
    tags: list[str]
    same_department: bool
    answer_id: int


def similar_tickets(ticket: Ticket, *, by: Actor) -> list[Similar]:
    """At most three answered ones that have ended and ``by`` may see, the best first; none when none is.

    Seven to nine statements. Notes count for nothing: what is alike is what customers asked.
    """
    first = _first_letters([ticket.pk]).get(ticket.pk, "")
    spoken = dict.fromkeys([ticket.language, *languages()])
    asked = understood(ticket.title, [one for one in spoken if one], beside=first).words
    known = vocabulary.counted(NAME, [term for word in asked for term in word.terms])
    worth = _worth_of(asked, known)
    if len(worth) < 2:
        return []
    seen = Ticket.objects.visible_to(by).filter(category__in=ENDED_CATEGORIES)
    among = seen.exclude(pk=ticket.pk).filter(
        Exists(Message.objects.filter(ticket=OuterRef("pk"), kind=MessageKind.AGENT))
    )
    terms = tuple(dict.fromkeys(term for word in worth for term in word.terms))
    clause = Clause(terms, documents=sum(known.get(term, 0) for term in terms))
    keys = [match.key for match in CORPUS.find(Wish((clause,), parts=PUBLIC), among, LOOKED_AT).found]
    return _best(ticket, f"{ticket.title}\n{first}", keys, worth) if keys else []


def _worth_of(asked: Sequence[Word], known: Mapping[str, int]) -> dict[Word, float]:
    """The ``WORDS`` rarest that other tickets have too, each with what it is worth. One statement."""
    newest = Ticket.objects.aggregate(newest=Max("pk"))["newest"] or 0
    tickets = max(newest - FIRST_NUMBER + 1, 1)
    most = min(max(tickets * KNOWN_TO, 3.0), MOST_KNOWN)
    worth: dict[Word, float] = {}
    for word in asked:
        documents = max((known.get(term, 0) for term in word.terms), default=0)
        if not word.common and len(word.word) > 2 and 2 <= documents <= most:
            worth[word] = math.log(1 + tickets / documents) * word.share
    return dict(sorted(worth.items(), key=lambda one: -one[1])[:WORDS])


def _best(ticket: Ticket, said: str, keys: Sequence[int], worth: Mapping[Word, float]) -> list[Similar]:
    rows = Ticket.objects.filter(pk__in=keys).select_related("status", "department")
    asked, answered = _first_letters(keys), _last_answers(keys)
    tagged = _tags([ticket.pk, *keys])
    tags = set(tagged.get(ticket.pk, []))
    whole = sum(worth.values())
    written = {token.word: said[token.start : token.end] for token in tokens(said)}
    scored: list[tuple[float, Similar]] = []
    for row in rows:
        words = _shared(worth, f"{row.title} {asked.get(row.pk, '')}", row.language)
        score = sum(worth[word] for word in words) / whole
        if len(words) < 2 or score < ENOUGH or row.pk not in answered:
            continue
        same_tags = [tag for tag in tagged.get(row.pk, []) if tag in tags]
        same_department = row.department_id == ticket.department_id
        said_alike = [written[word.word] for word in words]
        alike = Similar(row, said_alike, same_tags, same_department, answered[row.pk])
        scored.append((score + 0.1 * same_department + 0.1 * bool(same_tags), alike))
    scored.sort(key=lambda one: (-one[0], -one[1].ticket.pk))
    return [alike for _score, alike in scored[:SHOWN]]


def _shared(worth: Mapping[Word, float], text: str, language: str) -> list[Word]:
    there = {form for token in tokens(text) for form in (token.word, stemmed(token.word, language))}
    return [word for word in worth if not there.isdisjoint(word.terms)]


def _first_letters(keys: Sequence[int]) -> dict[int, str]:
    first = Message.objects.filter(ticket=OuterRef("pk"), kind=MessageKind.CUSTOMER).order_by("pk")
    rows = Ticket.objects.filter(pk__in=keys).annotate(first=Subquery(first.values("pk")[:1]))
    return dict(
        Message.objects.filter(pk__in=rows.values("first")).values_list(
            "ticket_id", Substr("text", 1, WORDS_READ)
        )
    )


def _last_answers(keys: Sequence[int]) -> dict[int, int]:
    rows = Message.objects.filter(ticket__in=keys, kind=MessageKind.AGENT).values_list("ticket_id")
    return dict(rows.order_by().annotate(last=Max("pk")))


def _tags(keys: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Ticket.objects.filter(pk__in=keys, tags__isnull=False).values_list("pk", "tags__name")
    for ticket, name in rows:
        found.setdefault(ticket, []).append(name)
    return found
