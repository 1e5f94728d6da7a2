"""Finding tickets: the team by words and conditions, customers among their own requests."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from smartai.core.tickets.models import Message, Ticket
from smartai.core.tickets.querysets import TicketQuerySet
from smartai.core.tickets.search.conditions import Conditions, compiled
from smartai.core.tickets.search.filing import CORPUS, NAME
from smartai.core.tickets.search.showing import with_letters
from smartai.core.tickets.search.wishes import NUMBER, Understood, excluded, public_wish_of, wish_of
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.search import vocabulary
from smartai.foundation.search.corpus import Match, Seek
from smartai.foundation.search.steps import Steps, alone, ask
from smartai.foundation.search.vocabulary import Spell
from smartai.lib.words import tokens

MOST: Final = 50
LOOKED_THROUGH: Final = 300
"""Of tickets that only must not have a word, so many of the newest are looked through."""
MOST_CORRECTED: Final = 3
FRESH_COUNTS: Final = 0.3
FRESH_DAYS: Final = 365.0
NEWEST: Final = ("-public_at", "-id")


@dataclass(frozen=True)
class Found:
    """The best first, at most ``MOST``; ``more`` says that there are others.

    ``since`` is the oldest ticket that was looked at, None when all were. ``understood`` serves to show why.
    ``meant`` is another spelling under which something is found. ``problems`` as in ``Conditions``.
    """

    tickets: list[Ticket] = field(default_factory=list)
    more: bool = False
    since: int | None = None
    understood: Understood | None = None
    meant: str = ""
    problems: tuple[str, ...] = ()


def find_tickets(text: str, *, by: Actor) -> Found:
    """As ``search_tickets``, by itself."""
    return alone(search_tickets(compiled(text, by=by), by=by))


def search_tickets(asked: Conditions, *, by: Actor) -> Steps[Found]:
    """What somebody of the team finds. Three statements, up to three more to say what was meant when nothing
    is found; every one behind ``visible_to``.

    All words must be in the ticket, its notes among them. A number is found at once, whether or not the
    ticket was filed already.
    """
    among = Ticket.objects.visible_to(by).filter(asked.matching)
    understood = yield from wish_of(asked.words, asked.without)
    if understood is None:
        return _by_conditions(asked, among)
    matches = yield from ask(Seek(CORPUS, understood.wish, among, MOST + 1, understood.newest))
    number = _number(asked.words)
    letters = Message.objects.readable_by(by)
    tickets = _in_order(with_letters(among, understood, letters), matches.found, number)
    meant = "" if tickets else (yield from _meant(asked.words, understood, among))
    return Found(
        tickets[:MOST],
        more=len(matches.found) > MOST,
        since=matches.since,
        understood=understood,
        meant=meant,
        problems=asked.problems,
    )


def tickets_found(text: str, *, by: Actor) -> TicketQuerySet:
    """The same as a query set, for lists that put their own order on: all that fulfil mere conditions."""
    asked = compiled(text, by=by)
    among = Ticket.objects.visible_to(by).filter(asked.matching)
    understood = alone(wish_of(asked.words, asked.without))
    if understood is None:
        return (
            among
            if asked.narrowed and not asked.without
            else _of(_by_conditions(asked, among).tickets, among)
        )
    number = _number(asked.words)
    seek = Seek(CORPUS, understood.wish, among, MOST, understood.newest)
    keys = [match.key for match in alone(ask(seek)).found]
    return among.filter(pk__in=[*keys, number] if number else keys)


@dataclass(frozen=True)
class FoundRequests:
    """Numbers of requests; ``understood`` serves to show why, ``meant`` is a spelling that finds some."""

    numbers: list[int]
    understood: Understood | None = None
    meant: str = ""


def find_requests(text: str, *, among: Sequence[int]) -> FoundRequests:
    """What a customer finds ``among`` their own requests: by titles and letters, never by a note.

    Another spelling is taken from the titles of these requests alone. One statement, three when nothing is
    found.
    """
    understood = public_wish_of(text)
    number = _number(text)
    exact = [number] if number in set(among) else []
    if understood is None:
        return FoundRequests(exact)
    numbers = [match.key for match in CORPUS.find_within(understood.wish, among, len(among))]
    if numbers or exact:
        return FoundRequests(list(dict.fromkeys([*exact, *numbers])), understood)
    corrected = _spelled_as_in_titles(text, among)
    wish = public_wish_of(corrected) if corrected else None
    found = bool(wish and CORPUS.find_within(wish.wish, among, 1))
    return FoundRequests([], understood, corrected if found else "")


def _spelled_as_in_titles(text: str, among: Sequence[int]) -> str:
    """The text with words as the titles of these requests write them, "" when none is like it."""
    titles = Ticket.objects.filter(pk__in=list(among)).values_list("title", flat=True)
    known = Counter(token.word for title in titles for token in tokens(title))
    corrected = text
    for word in [token.word for token in tokens(text)][:MOST_CORRECTED]:
        near = vocabulary.nearest(word, known)
        if near:
            corrected = _replaced(corrected, word, near[0])
    return "" if corrected == text else corrected


def _by_conditions(asked: Conditions, among: TicketQuerySet) -> Found:
    not_there = excluded(asked.without)
    if not (asked.narrowed or not_there):
        return Found(problems=asked.problems)
    newest = among.for_lists().order_by(*NEWEST)
    if not_there is None:
        rows = list(newest[: MOST + 1])
        return Found(rows[:MOST], more=len(rows) > MOST, problems=asked.problems)
    rows = list(newest[:LOOKED_THROUGH])
    numbers = [row.pk for row in rows]
    having = CORPUS.find_within(not_there, numbers, LOOKED_THROUGH)
    kept = [row for row in rows if row.pk not in {match.key for match in having}]
    looked_at_all = len(rows) < LOOKED_THROUGH
    since = None if looked_at_all else min(numbers)
    return Found(kept[:MOST], more=len(kept) > MOST, since=since, problems=asked.problems)


def _in_order(among: TicketQuerySet, matches: list[Match], number: int) -> list[Ticket]:
    """The ticket with the number first, then by how well they match and how fresh they are."""
    scores = {match.key: match.score for match in matches}
    rows = among.for_lists().in_bulk([*scores, number] if number else list(scores))
    now = timezone.now()
    best = max(scores.values(), default=0.0) or 1.0

    def place(ticket: Ticket) -> tuple[bool, float, int]:
        return (
            ticket.pk == number,
            scores.get(ticket.pk, 0.0) / best * _freshness(ticket.public_at, now),
            ticket.pk,
        )

    return sorted(rows.values(), key=place, reverse=True)


def _freshness(at: datetime, now: datetime) -> float:
    days = max((now - at).total_seconds(), 0.0) / 86_400
    return 1 - FRESH_COUNTS + FRESH_COUNTS * math.exp(-days / FRESH_DAYS)


def _number(words: str) -> int:
    found = NUMBER.fullmatch(words.strip())
    return int(found[1]) if found else 0


def _meant(words: str, understood: Understood, among: QuerySet[Ticket]) -> Steps[str]:
    """The words with another spelling, when those find something that may be seen; "" otherwise."""
    unknown = understood.unknown[:MOST_CORRECTED]
    spelled = (yield from ask(Spell(NAME, unknown))) if unknown else {}
    corrected = words
    for word in unknown:
        near = vocabulary.spellings(word, spelled.get(word, ()))
        if not near:
            return ""
        corrected = _replaced(corrected, word, near[0])
    if corrected == words:
        return ""
    wish = yield from wish_of(corrected)
    if wish is None:
        return ""
    there = yield from ask(Seek(CORPUS, wish.wish, among, 1, wish.newest))
    return corrected if there.found else ""


def _replaced(text: str, word: str, other: str) -> str:
    """Every time that the word stands in the text, however it is written there."""
    for token in reversed(list(tokens(text))):
        if token.word == word:
            text = text[: token.start] + other + text[token.end :]
    return text


def _of(tickets: Iterable[Ticket], among: TicketQuerySet) -> TicketQuerySet:
    return among.filter(pk__in=[ticket.pk for ticket in tickets])
