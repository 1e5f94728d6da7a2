from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from smartai.core.tickets.models import Ticket
from smartai.core.tickets.reads import COUNTED_TO
from smartai.core.tickets.search.finding import FoundRequests
from smartai.core.tickets.search.showing import shown_to_customer
from smartai.core.workspace.choices import choices
from smartai.lib.text import one_line
from smartai.web.panel.requests_of import OwnRequests
from smartai.web.panel.rows import rows_of
from smartai.web.ui.addresses import url
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest

LONGEST_QUERY = 400


@open_to(Entry.PERSON)
@require_GET
def index(request: VisitorRequest) -> HttpResponseBase:
    """Open ones, closed ones, or with one more click the archived; the same cost on each page."""
    person = request.visitor.person
    if person is None or not choices().panel.show_list:
        return redirect("panel:new")
    query = one_line(request.GET.get("q", "")[:LONGEST_QUERY])
    segment = request.GET.get("show", "open")
    segment = segment if segment in ("open", "closed", "archived") else "open"
    own, after = OwnRequests.of(person, request.visitor.standing), request.GET.get("after", "")
    asked = own.find(query) if query else FoundRequests([])
    found, after = own.found_page(asked.numbers, after) if query else _found(own, segment, after)
    address = url("panel:requests")
    kept = {"q": query} if query else {"show": segment}
    context = {
        "page": panel_page(request, "list", live=True),
        "rows": rows_of(shown_to_customer(found, asked.understood), person),
        "more": f"{address}?{urlencode({**kept, 'after': after})}" if after else "",
        "segment": segment,
        "query": query,
        "meant": asked.meant,
        "open_count": _count(own.open_count()),
        "first_page": "after" not in request.GET,
    }
    return render(request, "panel/requests.html", context)


def _found(own: OwnRequests, segment: str, after: str) -> tuple[list[Ticket], str]:
    days = choices().requests.archive_days
    match segment:
        case "open":
            return own.open_page(after)
        case "archived":
            return own.page(own.rows.archived(days), after)
        case _:
            return own.page(own.rows.ended().not_archived(days), after)


def _count(number: int) -> str:
    return f"{COUNTED_TO - 1}+" if number >= COUNTED_TO else str(number) if number else ""
