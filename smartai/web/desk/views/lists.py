from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from smartai.core.tickets.catalogue import catalogue
from smartai.foundation.accounts.models import Person
from smartai.web.desk.frame import desk_page, me
from smartai.web.desk.lists import (
    ALL_OPEN,
    MINE,
    NEEDS_REPLY,
    SEARCH,
    Counted,
    Rail,
    View,
    count_words,
    view_of,
)
from smartai.web.desk.places import Place, address_of
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.first_steps import left_for
from smartai.web.ui.page import Link
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


def _page(request: VisitorRequest, shown: View) -> HttpResponse:
    place = Place.of(request, shown)
    context = list_context(request, place)
    rail = Rail.of_person(me(request), counted_of(place, me(request)))
    context["page"] = desk_page(request, shown, rail=rail, query=context["query"])
    context["count"] = count_of(context, rail)
    context["left"] = left_for(me(request))
    return render(request, "desk/list.html", context)


def list_context(request: VisitorRequest, place: Place) -> dict[str, Any]:
    """The list pane: rows, where those before and after them are, order and department. One statement."""
    rows, known = place.rows(me(request)), catalogue()
    return {
        "view": place.view,
        "me": me(request),
        "rows": rows.tickets,
        "status_words": {pk: known.status(pk).label for pk in {row.status_id for row in rows.tickets}},
        "is_whole": not (rows.later or rows.earlier),
        "query": place.query,
        "list_url": rows.place.url,
        "search_url": address_of(SEARCH),
        "place": rows.place.words,
        "more_url": rows.later.url if rows.later else "",
        "earlier_url": rows.earlier.url if rows.earlier else "",
        "arrangement": arrangement(place),
        "department": known.department(place.department),
    }


def counted_of(place: Place, person: Person) -> Counted:
    """What is counted for the heading: views that ask for work. What is done grows for ever."""
    if place.department and place.view in (ALL_OPEN, NEEDS_REPLY, MINE):
        return Counted(listed=place.tickets(person))
    return Counted(all_open=place.view == ALL_OPEN)


def count_of(context: dict[str, Any], rail: Rail) -> str:
    """The number in the list's heading; of other views only when all of it is on the page. Never 0."""
    whole = len(context["rows"]) if context["is_whole"] else None
    of_rail = {NEEDS_REPLY: rail.needs_reply, MINE: rail.mine}.get(context["view"], whole)
    return count_words((of_rail if rail.listed is None else rail.listed) or None)


def arrangement(place: Place) -> Arrangement:
    """The menu of the list: its orders, and the departments with all of them first."""

    def link(label: str, current: bool, **change: Any) -> Link:
        return Link(label, replace(place, after="", upto="", **change).url, current=current)

    orders = [(True, gettext("Oldest first")), (False, gettext("Newest first"))]
    active = catalogue().active_departments
    return Arrangement(
        words=dict(orders)[place.oldest_first],
        orders=[link(words, one == place.oldest_first, oldest_first=one) for one, words in orders],
        departments=[
            link(gettext("All departments"), not place.department, department=0),
            *(link(one.name, one.pk == place.department, department=one.pk) for one in active),
        ]
        if len(active) > 1
        else [],
    )
