"""Which requests a person sees in the list, found with work that is bounded whatever they have."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from smartai.core.tickets.models import Ticket
from smartai.core.tickets.querysets import TicketQuerySet
from smartai.core.tickets.reads import (
    COUNTED_TO,
    IN_A_LIST,
    IN_A_LIST_SHOWN,
    OWN_ORDER,
    Standing,
    newest_open,
    shared_with,
)
from smartai.core.tickets.search.finding import FoundRequests, find_requests
from smartai.foundation.accounts.models import Person
from smartai.web.ui.paging import page_from, page_of

SEARCHED_REQUESTS = 1_000


@dataclass(frozen=True)
class OwnRequests:
    """Requested, or taking part in one of ``shared``. Who takes part in none is served from one index."""

    person: Person
    standing: Standing
    shared: list[int]

    @classmethod
    def of(cls, person: Person, standing: Standing) -> OwnRequests:
        """One small statement for who takes part in any."""
        return cls(person, standing, shared_with(person) if standing.takes_part else [])

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

    def find(self, query: str) -> FoundRequests:
        """Among the newest ``SEARCHED_REQUESTS``, by title and public letters."""
        newest = self.rows.order_by("-pk").values_list("pk", flat=True)[:SEARCHED_REQUESTS]
        return find_requests(query, among=list(newest))

    def found_page(self, numbers: list[int], after: str) -> tuple[list[Ticket], str]:
        """A page of those found, with what marking their words needs."""
        rows = self.rows.filter(pk__in=numbers).select_related("requester")
        return page_of(rows, order=OWN_ORDER, after=after, size=IN_A_LIST)

    def open_count(self) -> int:
        """At most ``COUNTED_TO``."""
        if self.shared:
            return self.rows.open().order_by()[:COUNTED_TO].count()
        return self.standing.open
