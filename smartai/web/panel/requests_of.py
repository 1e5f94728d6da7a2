"""Which requests a person sees in the list, found with work that is bounded whatever they have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q

from smartai.core.tickets.models import Message, Ticket
from smartai.core.tickets.querysets import TicketQuerySet
from smartai.core.tickets.reads import (
    COUNTED_TO,
    IN_A_LIST,
    IN_A_LIST_SHOWN,
    OWN_ORDER,
    newest_open,
    open_count_of,
    shared_with,
)
from smartai.foundation.accounts.models import Person
from smartai.lib.text import one_line
from smartai.web.ui.paging import page_from, page_of

SEARCHED_REQUESTS = 1_000
SEARCHED_LETTERS = 5_000
MOST_WORDS = 4


@dataclass(frozen=True)
class OwnRequests:
    """Requested, or taking part in one of ``shared``. Who takes part in none is served from one index."""

    person: Person
    shared: list[int]

    @classmethod
    def of(cls, person: Person) -> OwnRequests:
        """One small statement."""
        return cls(person, shared_with(person))

    @property
    def rows(self) -> TicketQuerySet:
        if not self.shared:
            return Ticket.objects.requested_by(self.person)
        return Ticket.objects.filter(Q(requester=self.person) | Q(pk__in=self.shared))

    def page(self, rows: TicketQuerySet, after: str) -> tuple[list[Ticket], str]:
        """A page of some of them, and the cursor of the next one."""
        shown = rows.select_related("requester") if self.shared else rows.only(*IN_A_LIST_SHOWN)
        return page_of(shown, order=OWN_ORDER, after=after, size=IN_A_LIST)

    def open_page(self, after: str) -> tuple[list[Ticket], str]:
        """What the list shows at first."""
        if after or self.shared:
            return self.page(self.rows.open(), after)
        return page_from(newest_open(self.person), order=OWN_ORDER, size=IN_A_LIST)

    def open_count(self) -> int:
        """At most ``COUNTED_TO``."""
        if self.shared:
            return self.rows.open().order_by()[:COUNTED_TO].count()
        return open_count_of(self.person)


def searched(own: TicketQuerySet, query: str) -> TicketQuerySet:
    """Those of the newest ``SEARCHED_REQUESTS`` that have every word, in the title or in a public letter."""
    newest = list(own.order_by("-pk").values_list("pk", flat=True)[:SEARCHED_REQUESTS])
    letters = Message.objects.public().filter(ticket__in=newest).order_by("-pk")[:SEARCHED_LETTERS]
    found = own.filter(pk__in=newest)
    for word in words_of(query):
        in_letter = Message.objects.filter(_has("text", word), pk__in=letters.values("pk"))
        condition = _has("title", word) | Q(pk__in=in_letter.values("ticket_id"))
        if re.fullmatch(r"#?\d{1,15}", word):
            condition |= Q(pk=int(word.lstrip("#")))
        found = found.filter(condition)
    return found


def words_of(query: str) -> list[str]:
    return [word[:60] for word in one_line(query[:400]).split()][:MOST_WORDS]


def _has(name: str, word: str) -> Q:
    """In any case; SQLite folds the case of A to Z only, so other letters are tried as usually written."""
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    condition = Q()
    for spelling in sorted(spellings):
        condition |= Q(**{f"{name}__icontains": spelling})
    return condition
