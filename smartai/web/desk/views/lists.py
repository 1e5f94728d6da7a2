from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Ticket
from smartai.web.desk.frame import desk_page, me
from smartai.web.desk.lists import (
    ALL_OPEN,
    MINE,
    NEEDS_REPLY,
    PAGE_SIZE,
    SEARCH,
    Rail,
    View,
    count_words,
    tickets_of,
    view_of,
)
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.page import Link
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest


@dataclass(frozen=True)
class Arrangement:
    """How the list is ordered now, in words, and where other orders and departments are."""

    words: str
    orders: list[Link]
    departments: list[Link]


@open_to(Entry.TEAM)
@require_GET
def home(request: VisitorRequest) -> HttpResponse:
    return _page(request, NEEDS_REPLY)


@open_to(Entry.TEAM)
@require_GET
def view(request: VisitorRequest, slug: str) -> HttpResponse:
    return _page(request, view_of(slug))


@open_to(Entry.TEAM)
@require_GET
def search(request: VisitorRequest) -> HttpResponse:
    return _page(request, SEARCH)


def _page(request: VisitorRequest, shown: View) -> HttpResponse:
    context = list_context(request, shown)
    rail = Rail.of_person(me(request), listed_of(context))
    context["page"] = desk_page(request, shown, rail=rail, query=context["query"])
    context["count"] = count_of(context, rail)
    return render(request, "desk/list.html", context)


def list_context(request: VisitorRequest, shown: View) -> dict[str, Any]:
    """The list pane: rows, the next page, order and department. One statement."""
    department = number_of(request.GET.get("department", ""))
    query = request.GET.get("q", "")[:200].replace("\x00", "")
    oldest = {"oldest": True, "newest": False}.get(request.GET.get("order", ""), shown.oldest_first)
    tickets = tickets_of(shown, me(request), department=department, query=query)
    after = request.GET.get("after", "")
    rows, more = page_of(
        tickets,
        order=shown.order(oldest_first=oldest),
        after=after,
        size=PAGE_SIZE,
    )
    kept: dict[str, str] = {"department": str(department)} if department else {}
    kept |= {"q": query} if query else {}
    kept |= {"order": _order_word(oldest)} if oldest != shown.oldest_first else {}
    return {
        "view": shown,
        "me": me(request),
        "rows": rows,
        "is_whole": not (more or after),
        "narrowed": bool(department),
        "query": query,
        "list_url": address_of(shown),
        "place": urlencode({"view": shown.slug, **kept}),
        "more_url": f"{address_of(shown)}?{urlencode({**kept, 'after': more})}" if more else "",
        "tickets": tickets,
        "arrangement": arrangement(shown, kept, oldest_first=oldest),
        "department": catalogue().department(department),
    }


def listed_of(context: dict[str, Any]) -> QuerySet[Ticket] | None:
    """What is counted for the heading, where the rail does not count it anyway: views that ask for work.

    What is done grows for ever.
    """
    view, narrowed = context["view"], context["narrowed"]
    counted = view == ALL_OPEN or (view in (NEEDS_REPLY, MINE) and narrowed)
    return context["tickets"] if counted else None


def count_of(context: dict[str, Any], rail: Rail) -> str:
    """The number in the list's heading; of other views only when all of it is on the page. Never 0."""
    whole = len(context["rows"]) if context["is_whole"] else None
    of_rail = {NEEDS_REPLY: rail.needs_reply, MINE: rail.mine}.get(context["view"], whole)
    return count_words((of_rail if rail.listed is None else rail.listed) or None)


def arrangement(shown: View, kept: dict[str, str], *, oldest_first: bool) -> Arrangement:
    """The menu of the list: its orders, and the departments with all of them first."""

    def link(label: str, current: bool, **change: str) -> Link:
        asked = {name: value for name, value in {**kept, **change}.items() if value}
        query = f"?{urlencode(asked)}" if asked else ""
        return Link(label, f"{address_of(shown)}{query}", current=current)

    orders = [(True, gettext("Oldest first")), (False, gettext("Newest first"))]
    chosen = kept.get("department", "")
    active = catalogue().active_departments
    return Arrangement(
        words=dict(orders)[oldest_first],
        orders=[link(words, one == oldest_first, order=_order_word(one)) for one, words in orders],
        departments=[
            link(gettext("All departments"), not chosen, department=""),
            *(link(one.name, str(one.pk) == chosen, department=str(one.pk)) for one in active),
        ]
        if len(active) > 1
        else [],
    )


def _order_word(oldest_first: bool) -> str:
    return "oldest" if oldest_first else "newest"


def address_of(shown: View) -> str:
    if shown == NEEDS_REPLY:
        return reverse("desk:home")
    return reverse("desk:search") if shown == SEARCH else reverse("desk:view", args=[shown.slug])


def number_of(text: str) -> int:
    """A number from an address; anything else is 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
