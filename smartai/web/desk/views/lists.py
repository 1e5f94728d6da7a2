from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from smartai.core.tickets.catalogue import catalogue
from smartai.web.desk.frame import desk_page, me
from smartai.web.desk.lists import NEEDS_REPLY, PAGE_SIZE, SEARCH, View, tickets_of, view_of
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest


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
    context["page"] = desk_page(request, shown, query=context["query"])
    return render(request, "desk/list.html", context)


def list_context(request: VisitorRequest, shown: View) -> dict[str, Any]:
    """The list pane: rows, the next page, the filter by department. One statement."""
    department = number_of(request.GET.get("department", ""))
    query = request.GET.get("q", "")[:200].replace("\x00", "")
    rows, more = page_of(
        tickets_of(shown, me(request), department=department, query=query),
        order=shown.order,
        after=request.GET.get("after", ""),
        size=PAGE_SIZE,
    )
    kept: dict[str, str] = {"department": str(department)} if department else {}
    kept |= {"q": query} if query else {}
    return {
        "view": shown,
        "rows": rows,
        "query": query,
        "list_url": address_of(shown),
        "place": urlencode({"view": shown.slug, **kept}),
        "more_url": f"{address_of(shown)}?{urlencode({**kept, 'after': more})}" if more else "",
        "department": catalogue().department(department),
        "departments": catalogue().active_departments,
    }


def address_of(shown: View) -> str:
    if shown == NEEDS_REPLY:
        return reverse("desk:home")
    return reverse("desk:search") if shown == SEARCH else reverse("desk:view", args=[shown.slug])


def number_of(text: str) -> int:
    """A number from an address; anything else is 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
