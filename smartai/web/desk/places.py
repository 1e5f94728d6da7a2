"""Where somebody is in a list of the desk: what an address says of it, and which ticket comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person
from smartai.lib.text import one_line
from smartai.web.desk.lists import NEEDS_REPLY, PAGE_SIZE, SEARCH, View, first_rows, tickets_of, view_of
from smartai.web.ui.paging import cursor_of, page_before, page_from, page_of, turned
from smartai.web.ui.visitors import VisitorRequest

LONGEST_CURSOR = 400
LONGEST_QUERY = 400


@dataclass(frozen=True)
class Rows:
    """Tickets from ``place`` on, and where those after and before them are; None if there are none."""

    place: Place
    tickets: list[Ticket]
    later: Place | None = None
    earlier: Place | None = None


@dataclass(frozen=True)
class Place:
    """A list, and in it the ticket that was opened from it: ``at`` is where that stands, or stood.

    Its rows begin behind ``after``, or end before ``upto``, else they are the first. ``is_named`` says that
    the address itself names the list; else a ticket was opened without one.
    """

    view: View
    department: int = 0
    query: str = ""
    oldest_first: bool = False
    after: str = ""
    upto: str = ""
    at: str = ""
    is_named: bool = True

    @classmethod
    def of(cls, request: VisitorRequest, shown: View | None = None) -> Self:
        """From an address; ``shown`` where the page itself is the list."""
        asked = request.GET
        view = shown or view_of(asked.get("view", "open"))
        return cls(
            view=view,
            department=number_of(asked.get("department", "")),
            query=one_line(asked.get("q", "")[:LONGEST_QUERY]),
            oldest_first={"oldest": True, "newest": False}.get(asked.get("order", ""), view.oldest_first),
            **{name: asked.get(name, "")[:LONGEST_CURSOR] for name in ("after", "upto", "at")},
            is_named=shown is not None or "view" in asked,
        )

    @property
    def order(self) -> tuple[str, str]:
        return self.view.order(oldest_first=self.oldest_first)

    @property
    def kept(self) -> dict[str, str]:
        """What the list's own address says: nothing where it is as usual."""
        as_usual = self.oldest_first == self.view.oldest_first
        words = {
            "department": str(self.department or ""),
            "q": self.query,
            "order": "" if as_usual else "oldest" if self.oldest_first else "newest",
        }
        return {name: word for name, word in words.items() if word}

    @property
    def part(self) -> dict[str, str]:
        """Which of its rows are shown; nothing for the first."""
        words = {"after": self.after, "upto": self.upto}
        return {name: word for name, word in words.items() if word}

    @property
    def url(self) -> str:
        """The list itself, with these rows."""
        return f"{address_of(self.view)}?{urlencode({**self.kept, **self.part})}".rstrip("?")

    @property
    def words(self) -> str:
        """For the address of a ticket that is opened from the list."""
        return urlencode({"view": self.view.slug, **self.kept, **self.part})

    @property
    def words_here(self) -> str:
        """For what is done with the ticket that is open; "" when it was opened without a list."""
        at = f"&{urlencode({'at': self.at})}" if self.at else ""
        return f"{self.words}{at}" if self.is_named else ""

    def at_of(self, ticket: Ticket, rows: Iterable[Ticket]) -> str:
        """Where the ticket stands among the rows; where it stood, once it has left the list."""
        return next((cursor_of(row, self.order) for row in rows if row.pk == ticket.pk), self.at)

    def tickets(self, person: Person) -> QuerySet[Ticket]:
        return tickets_of(self.view, person, department=self.department, query=self.query)

    def rows(self, person: Person) -> Rows:
        """The rows of this place, as the person sees them.

        One statement, two when nothing is left there: then the first ones.
        """
        if self.upto:
            found, more = page_before(
                self.tickets(person), order=self.order, before=self.upto, size=PAGE_SIZE
            )
            if more:
                later = cursor_of(found[-1], self.order)
                return Rows(self, found, replace(self, upto="", after=later), replace(self, upto=more))
        elif self.after:
            found, more = page_of(self.tickets(person), order=self.order, after=self.after, size=PAGE_SIZE)
            if found:
                earlier = cursor_of(found[0], self.order)
                later_place = replace(self, after=more) if more else None
                return Rows(self, found, later_place, replace(self, after="", upto=earlier))
        return self._first_rows(person)

    def _first_rows(self, person: Person) -> Rows:
        first = replace(self, after="", upto="")
        if self.department or self.view == SEARCH:
            found, more = page_of(self.tickets(person), order=self.order, after="", size=PAGE_SIZE)
        else:
            rows = first_rows(self.view, person, oldest_first=self.oldest_first)
            found, more = page_from(rows, order=self.order, size=PAGE_SIZE)
        return Rows(first, found, replace(first, after=more) if more else None)

    def that_shows(self, beside: Ticket) -> Place:
        """The place with these rows, or with those that follow when the ticket is the first of them."""
        follows = self.upto and cursor_of(beside, self.order) == self.upto
        return replace(self, upto="", after=self.at) if follows else self

    def beside(self, ticket: Ticket, person: Person) -> Ticket | None:
        """The next ticket of the list, else the one before. At most two statements."""
        at = self.at or cursor_of(ticket, self.order)
        others = self.tickets(person).exclude(pk=ticket.pk)
        for order in (self.order, turned(self.order)):
            found, _more = page_of(others, order=order, after=at, size=1)
            if found:
                return found[0]
        return None


def address_of(shown: View) -> str:
    if shown == NEEDS_REPLY:
        return reverse("desk:home")
    return reverse("desk:search") if shown == SEARCH else reverse("desk:view", args=[shown.slug])


def number_of(text: str) -> int:
    """A number from an address; anything else is 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
