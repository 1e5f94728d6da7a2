"""The lists of the desk: which tickets a view holds, in which order, and what the rail counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartai.core.people.models import Profile
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.querysets import TicketQuerySet, seen_by
from smartai.core.tickets.reads import ReadAtWork
from smartai.core.tickets.search.finding import tickets_found
from smartai.foundation.accounts.models import Person
from smartai.foundation.database.counting import CountOf

PAGE_SIZE = 50
COUNTED_TO = 999
MORE = f"{COUNTED_TO}+"


@dataclass(frozen=True)
class View:
    """A list that the rail leads to: ``key`` follows G, ``empty`` is said when it holds nothing."""

    slug: str
    label: Promise
    icon: str
    key: str
    empty: tuple[Promise, Promise]
    moment: str = "public_at"
    """What its rows are ordered by, and the time they show."""
    oldest_first: bool = False

    def order(self, *, oldest_first: bool) -> tuple[str, str]:
        return (self.moment, "id") if oldest_first else (f"-{self.moment}", "-id")


NEEDS_REPLY = View(
    "needs-reply", _("Needs reply"), "inbox", "n",
    (_("All answered"), _("The next one comes here by itself.")), "waiting_since", oldest_first=True,
)  # fmt: skip
TO_REVIEW = View(
    "to-review", _("To look at"), "alert", "r",
    (_("Nothing waits"), _("Requests come here when the check against robots could not be done.")),
    oldest_first=True,
)  # fmt: skip
MINE = View(
    "mine", pgettext_lazy("tickets", "Mine"), "user", "m",
    (_("Nothing is assigned to you"), _("Take a ticket, or answer it, and it is yours.")),
)  # fmt: skip
ALL_OPEN = View(
    "open", _("All open"), "list", "a", (_("No open tickets"), _("New ones appear here by themselves."))
)
SOLVED = View(
    "solved", pgettext_lazy("tickets", "Solved"), "check", "s",
    (_("Nothing solved yet"), _("What you solve is kept here.")),
)  # fmt: skip
SEARCH = View(
    "search", pgettext_lazy("the list", "Search"), "search", "",
    (_("Nothing found"), _("All words must be in the ticket. Try fewer, or other ones.")),
)  # fmt: skip
VIEWS = (NEEDS_REPLY, TO_REVIEW, MINE, ALL_OPEN, SOLVED)


def view_of(slug: str) -> View:
    """The view of an address; an unknown name is the first one."""
    return next((view for view in (*VIEWS, SEARCH) if view.slug == slug), NEEDS_REPLY)


def tickets_of(view: View, person: Person, *, department: int = 0, query: str = "") -> QuerySet[Ticket]:
    """What the person sees in the view; ``page_of`` puts an order on."""
    if view == SEARCH:
        rows = tickets_found(query, by=person).for_lists()
    else:
        rows = _in_view(view, person, Ticket.objects.visible_to(person))
    return rows.filter(department=department) if department else rows


def _in_view(view: View, person: Any, seen: TicketQuerySet) -> TicketQuerySet:
    match view.slug:
        case "needs-reply":
            rows = seen.waiting_on_us()
        case "to-review":
            rows = seen.to_review()
        case "mine":
            rows = seen.assigned_to(person).open()
        case "open":
            rows = seen.open()
        case _:
            rows = seen.ended()
    return rows.for_lists()


def first_rows(view: View, person: Person, *, oldest_first: bool) -> list[Ticket]:
    """The beginning of the whole view, and one ticket more where it goes on. One statement."""
    return _FIRST_ROWS[view.slug, oldest_first].all(person)


def _first_rows_of(view: View, oldest_first: bool) -> ReadAtWork[Ticket]:
    order = view.order(oldest_first=oldest_first)

    def build(seen: Callable[[Any], Q], person: Any) -> TicketQuerySet:
        rows = _in_view(view, person, Ticket.objects.under(seen(person)))
        return rows.order_by(*order)[: PAGE_SIZE + 1]

    return ReadAtWork(build)


_FIRST_ROWS: Final = {
    (view.slug, oldest_first): _first_rows_of(view, oldest_first)
    for view in VIEWS
    for oldest_first in (False, True)
}


@dataclass(frozen=True)
class Counted:
    """What is counted for the heading of a list, where the rail does not count it anyway.

    All that is open, or what is ``listed``.
    """

    all_open: bool = False
    listed: QuerySet[Ticket] | None = None

    def tickets(self, seen: Q) -> QuerySet[Ticket] | None:
        return Ticket.objects.under(seen).open() if self.all_open else self.listed


NOTHING_MORE: Final = Counted()


@dataclass(frozen=True)
class Rail:
    """What every page of the desk says beside its views: what asks for work, and whether keys are on."""

    needs_reply: int = 0
    mine: int = 0
    to_review: int = 0
    listed: int | None = None
    keys: bool = True

    @staticmethod
    def columns(person: Any, seen: Q, counted: Counted = NOTHING_MORE) -> dict[str, Any]:
        """Annotations for a statement that runs anyway.

        ``seen`` is the condition of access of ``person``, who may be the parameter of a prepared read. Counts
        end just above ``COUNTED_TO``, so they stay cheap.
        """
        visible = Ticket.objects.under(seen)
        listed = counted.tickets(seen)
        mine = Ticket.objects.assigned_to(person).open()
        return {
            "count_needs_reply": _counted(visible.waiting_on_us()),
            "count_mine": _counted(mine),
            "count_to_review": _counted(visible.to_review()),
            **({"count_listed": _counted(listed)} if listed is not None else {}),
            "keys_off": Exists(Profile.objects.filter(person=person, shortcuts=False)),
        }

    @classmethod
    def of_row(cls, row: Any) -> Rail:
        """From a row that was fetched with ``columns``."""
        return cls(
            needs_reply=row.count_needs_reply,
            mine=row.count_mine,
            to_review=row.count_to_review,
            listed=getattr(row, "count_listed", None),
            keys=not row.keys_off,
        )

    @classmethod
    def of_person(cls, person: Person, counted: Counted = NOTHING_MORE) -> Rail:
        """One statement."""
        if counted.listed is None:
            row = _RAIL[counted.all_open].first(person)
        else:
            row = _with_rail(person.pk, seen_by(person), counted).first()
        return cls.of_row(row) if row else cls()


def _with_rail(person: Any, seen: Q, counted: Counted) -> QuerySet[Person]:
    return Person.objects.filter(pk=person).only("pk").annotate(**Rail.columns(person, seen, counted))


_RAIL: Final = {
    False: ReadAtWork(lambda seen, person: _with_rail(person, seen(person), NOTHING_MORE)),
    True: ReadAtWork(lambda seen, person: _with_rail(person, seen(person), Counted(all_open=True))),
}


def _counted(tickets: QuerySet[Ticket]) -> CountOf:
    return CountOf(tickets.order_by().values("pk")[: COUNTED_TO + 1])


def count_words(count: int | None) -> str:
    """``12``, ``999+``, and nothing for what is not counted."""
    return "" if count is None else str(count) if count <= COUNTED_TO else MORE
