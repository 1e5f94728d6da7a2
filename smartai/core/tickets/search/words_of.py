"""The words of tickets as they are filed: titles, who asks, letters and their files, fields.

Notes, their files and the team's own fields stand apart from all that customers may find by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final

from django.db.models.functions import Substr

from smartai.core.tickets.models import Attachment, CustomValue, Message, MessageKind, Ticket
from smartai.core.tickets.values import KINDS_WITH_WORDS, words_of_value
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import EmailAddress
from smartai.foundation.search.corpus import Paper, Part
from smartai.foundation.search.corpus.addresses import address_terms
from smartai.lib.words import stemmed, tokens

MOST_TERMS: Final = 10_000
"""Words of one part of a ticket that are filed."""
LONGEST_LETTER: Final = 50_000
"""Characters of one letter that are looked at."""
LONGEST_RUN: Final = 400
LONGEST_COUNTED: Final = 30

_RUN: Final = re.compile(r"[^ \t\n\r]+")
"""What stands between plain spaces; the narrow ones within a number are no end of it."""

Words = set[tuple[str, str]]
"""Each word as it is written with the term it is filed as."""


@dataclass
class TicketText:
    """What is filed of one ticket, and its words for the vocabulary: all, and those filed before.

    Of those ``changeable`` may have come since: a title, a field.
    """

    paper: Paper
    words: Words
    known: Words
    changeable: Words


@dataclass
class _Reading:
    ticket: Ticket
    language: str
    addresses: Sequence[str]
    filed_upto: int
    upto: int = 0
    terms: dict[Part, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: Words = field(default_factory=set)
    known: Words = field(default_factory=set)
    changeable: Words = field(default_factory=set)

    def add(self, part: Part, text: str, message: int = 0) -> None:
        """Of a letter when ``message`` is given, else of what may change."""
        self.upto = max(self.upto, message)
        terms, was_filed = self.terms[part], 0 < self.filed_upto >= message
        language = "" if part is Part.NAMES else self.language
        for run in _RUN.findall(text):
            for term, counted in _filed_as(run[:LONGEST_RUN], language):
                terms.append(term)
                if counted:
                    self.words.add(counted)
                    if was_filed:
                        self.known.add(counted)
                        if not message:
                            self.changeable.add(counted)
            if len(terms) >= MOST_TERMS:
                break

    def done(self) -> TicketText:
        return TicketText(
            Paper(self.ticket.pk, self.upto, self.terms), self.words, self.known, self.changeable
        )


def texts_of(keys: Sequence[int], filed_upto: dict[int, int]) -> Iterator[TicketText]:
    """The texts of the tickets, one after the other. Five statements; one ticket is in memory at a time."""
    rows = Ticket.objects.filter(pk__in=keys).select_related("requester").order_by("pk")
    tickets = list(rows.only("title", "language", "requester__name", "requester__email"))
    addresses = _addresses(tickets)
    usual = choices().brand.language
    others = _values(keys)
    for number, said in _files(keys).items():
        others[number] += said
    letters = _letters(keys)
    waiting = next(letters, None)
    for ticket in tickets:
        own = [ticket.requester.email, *addresses[ticket.requester_id]]
        reading = _Reading(ticket, ticket.language or usual, own, filed_upto.get(ticket.pk, 0))
        reading.add(Part.TITLE, ticket.title)
        reading.add(Part.NAMES, f"{ticket.requester.name} {ticket.requester.email}")
        reading.terms[Part.NAMES] += chain.from_iterable(
            address_terms(one) for one in dict.fromkeys(own) if one
        )
        for part, text in others[ticket.pk]:
            reading.add(part, text)
        while waiting and waiting[0] <= ticket.pk:
            number, message, kind, text = waiting
            if number == ticket.pk:
                reading.add(_part_of(kind), text, message)
            waiting = next(letters, None)
        yield reading.done()


@lru_cache(maxsize=4_096)
def _filed_as(run: str, language: str) -> tuple[tuple[str, tuple[str, str] | None], ...]:
    """The terms of a run of characters without a space, and what of each is counted as vocabulary.

    Remembered, because most of a language's texts are made of few words: it files twice as fast.
    """
    found = []
    for token in tokens(run):
        term = stemmed(token.word, language) if language else token.word
        found.append((term, (token.word, term) if is_counted(token.word) else None))
    return tuple(found)


def _letters(keys: Sequence[int]) -> Iterator[tuple[int, int, str, str]]:
    rows = Message.objects.filter(ticket__in=keys).order_by("ticket_id", "pk")
    found = rows.values_list("ticket_id", "pk", "kind", Substr("text", 1, LONGEST_LETTER))
    return found.iterator(chunk_size=500)


Said = dict[int, list[tuple[Part, str]]]


def _values(keys: Sequence[int]) -> Said:
    """What stands in fields; in those of the team alone for the team alone."""
    found: Said = defaultdict(list)
    rows = CustomValue.objects.filter(ticket__in=keys, field__kind__in=KINDS_WITH_WORDS).order_by(
        "field", "pk"
    )
    for number, for_customers, value in rows.values_list("ticket_id", "field__for_customers", "value"):
        found[number].append((Part.BODY if for_customers else Part.INNER, words_of_value(value)))
    return found


def _files(keys: Sequence[int]) -> Said:
    """The names of files; of a note's files for the team alone."""
    found: Said = defaultdict(list)
    rows = Attachment.objects.filter(message__ticket__in=keys).order_by("pk")
    for number, kind, name in rows.values_list("message__ticket_id", "message__kind", "file__name"):
        found[number].append((_part_of(kind), name))
    return found


def _part_of(kind: str) -> Part:
    """Where a letter and its files are filed."""
    return Part.INNER if kind == MessageKind.NOTE else Part.BODY


def _addresses(tickets: Sequence[Ticket]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    people = {ticket.requester_id for ticket in tickets}
    for person, address in EmailAddress.objects.filter(person__in=people).values_list("person_id", "address"):
        found[person].append(address)
    return found


def is_counted(word: str) -> bool:
    """Long numbers and the like are no vocabulary: each is in a text or two, and nobody mistypes them."""
    return len(word) <= 4 or (word.isalpha() and len(word) <= LONGEST_COUNTED)
