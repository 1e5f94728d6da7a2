"""The lists of the desk: which tickets a view holds, in which order, and what the rail counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, IntegerField, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartai.core.people.models import Profile
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.search.finding import tickets_found
from smartai.foundation.accounts.models import Person

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
    seen = Ticket.objects.visible_to(person)
    if department:
        seen = seen.filter(department=department)
    match view.slug:
        case "needs-reply":
            rows = seen.waiting_on_us()
        case "to-review":
            rows = seen.to_review()
        case "mine":
            rows = seen.assigned_to(person).open()
        case "open":
            rows = seen.open()
        case "solved":
            rows = seen.ended()
        case _:
            rows = tickets_found(query, by=person)
    return rows.select_related("requester", "assignee", "status")


class _CountUpTo(Subquery):
    """How many rows a limited query has, inside another statement."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Rail:
    """What every page of the desk says beside its views: what asks for work, and whether keys are on."""

    needs_reply: int = 0
    mine: int = 0
    to_review: int = 0
    listed: int | None = None
    keys: bool = True

    @staticmethod
    def columns(person: Person, listed: QuerySet[Ticket] | None = None) -> dict[str, Any]:
        """Annotations for a statement that runs anyway, with the number of ``listed`` tickets when asked.

        Counts end just above ``COUNTED_TO``, so they stay cheap.
        """
        waiting = Ticket.objects.visible_to(person).waiting_on_us()
        mine = Ticket.objects.assigned_to(person).open()
        return {
            "count_needs_reply": _counted(waiting),
            "count_mine": _counted(mine),
            "count_to_review": _counted(Ticket.objects.visible_to(person).to_review()),
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
    def of_person(cls, person: Person, listed: QuerySet[Ticket] | None = None) -> Rail:
        """One statement."""
        row = Person.objects.filter(pk=person.pk).only("pk").annotate(**cls.columns(person, listed)).first()
        return cls.of_row(row) if row else cls()


def _counted(tickets: QuerySet[Ticket]) -> _CountUpTo:
    return _CountUpTo(tickets.order_by().values("pk")[: COUNTED_TO + 1])


def count_words(count: int | None) -> str:
    """``12``, ``999+``, and nothing for what is not counted."""
    return "" if count is None else str(count) if count <= COUNTED_TO else MORE
