"""Why a ticket was found: its title, and the part of a letter with the words in it, marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import add, or_
from typing import Any, Final

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Substr

from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Message, MessageKind, Ticket
from smartai.core.tickets.querysets import MessageQuerySet, TicketQuerySet
from smartai.core.tickets.search.wishes import Understood
from smartai.core.workspace.choices import choices
from smartai.foundation.database.json_of import JSONOf
from smartai.foundation.search.excerpts import LOOKED_AT, Piece, excerpt, marked

NO_WORDS: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Shown:
    """``author``, ``at`` and ``note`` are those of the letter that the excerpt is from."""

    ticket: Ticket
    title: list[Piece]
    excerpt: list[Piece]
    author: str
    by_team: bool
    at: datetime
    note: bool = False

    @property
    def status(self) -> str:
        return catalogue().status(self.ticket.status_id).label

    @property
    def priority(self) -> str:
        known = catalogue().priority(self.ticket.priority_id)
        return known.label if known else ""

    @property
    def department(self) -> str:
        known = catalogue().department(self.ticket.department_id)
        return (known or self.ticket.department).name


def with_letters(tickets: TicketQuerySet, understood: Understood, letters: MessageQuerySet) -> TicketQuerySet:
    """The tickets, each with that of its ``letters`` which has most of the words, and is the newest of those.

    In the statement that fetches them, as ``letter``.
    """
    needles = understood.needles
    if not needles:
        return tickets
    having = reduce(or_, (Q(text__icontains=needle) for needle in needles))
    one_each = (When(start__icontains=needle, then=1) for needle in needles)
    met: Any = reduce(add, (Case(one, default=0, output_field=IntegerField()) for one in one_each), Value(0))
    best = letters.filter(having, ticket=OuterRef("pk")).annotate(start=Substr("text", 1, LOOKED_AT))
    told = JSONOf(text="start", author="author_name", kind="kind", at="created_at")
    return tickets.annotate(letter=Subquery(best.order_by(met.desc(), "-pk").values_list(told)[:1]))


def shown_to_team(tickets: Sequence[Ticket], understood: Understood | None) -> list[Shown]:
    """In the same order; the tickets were fetched ``with_letters``. No statement."""
    return [_shown(ticket, understood, getattr(ticket, "letter", None)) for ticket in tickets]


def shown_to_customer(tickets: Sequence[Ticket], understood: Understood | None) -> list[Shown]:
    """The same for a customer's own requests, fetched already: never from a note. One statement."""
    letters: dict[int, Any] = {}
    if understood is not None and understood.needles and tickets:
        own = Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets])
        rows: Any = with_letters(own, understood, Message.objects.public())
        letters = dict(rows.values_list("pk", "letter"))
    return [_shown(ticket, understood, letters.get(ticket.pk)) for ticket in tickets]


def _shown(ticket: Ticket, understood: Understood | None, letter: Mapping[str, str] | None) -> Shown:
    if understood is None or letter is None:
        return _plain(ticket, understood.terms if understood else NO_WORDS)
    return _with_letter(ticket, letter, understood.terms)


def _with_letter(ticket: Ticket, letter: Mapping[str, str], terms: frozenset[str]) -> Shown:
    language, at = _language(ticket), datetime.fromisoformat(letter["at"])
    return Shown(
        ticket=ticket,
        title=marked(ticket.title, terms, language),
        excerpt=excerpt(letter["text"], terms, language),
        author=letter["author"],
        by_team=letter["kind"] != MessageKind.CUSTOMER,
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        note=letter["kind"] == MessageKind.NOTE,
    )


def _plain(ticket: Ticket, terms: frozenset[str]) -> Shown:
    """Where no letter shows why: a word of the title, of who asked, or written in other letters."""
    language = _language(ticket) if terms else ""
    return Shown(
        ticket=ticket,
        title=marked(ticket.title, terms, language) if terms else [Piece(ticket.title)],
        excerpt=excerpt(ticket.public_text, terms, language) if terms else [Piece(ticket.public_text)],
        author=ticket.public_by_name,
        by_team=ticket.public_by_team,
        at=ticket.public_at,
    )


def _language(ticket: Ticket) -> str:
    return ticket.language or choices().brand.language
