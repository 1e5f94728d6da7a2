from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from smartai.core.tickets.models import Ticket
from smartai.core.tickets.reads import COUNTED_TO
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.lib.text import one_line
from smartai.web.panel.requests_of import OwnRequests, searched
from smartai.web.panel.views.request import GLYPHS
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.PERSON)
@require_GET
def index(request: VisitorRequest) -> HttpResponseBase:
    """Open ones, closed ones, or with one more click the archived; the same cost on each page."""
    person = request.visitor.person
    if person is None or not choices().panel.show_list:
        return redirect("panel:new")
    query = one_line(request.GET.get("q", "")[:400])
    segment = request.GET.get("show", "open")
    segment = segment if segment in ("open", "closed", "archived") else "open"
    own, after = OwnRequests.of(person), request.GET.get("after", "")
    found, after = _found(own, segment, after) if not query else own.page(searched(own.rows, query), after)
    address = reverse("panel:requests")
    kept = {"q": query} if query else {"show": segment}
    context = {
        "page": panel_page(request, "list", live=True),
        "rows": [_row(ticket, person, address) for ticket in found],
        "more": f"{address}?{urlencode({**kept, 'after': after})}" if after else "",
        "segment": segment,
        "query": query,
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


def _row(ticket: Ticket, person: Person, address: str) -> dict[str, Any]:
    """``unread`` is the requester's own; participants have no such mark."""
    panel = choices().panel
    mine = ticket.requester_id == person.pk
    if ticket.public_by_team:
        by = ticket.public_by_name if panel.show_agent_details else choices().brand.name
    else:
        by = gettext("You") if mine else ticket.public_by_name
    return {
        "number": ticket.pk,
        "url": f"{address}{ticket.pk}/",
        "title": (person if mine else ticket.requester).display_name if panel.name_as_title else ticket.title,
        "state": GLYPHS.get(ticket.category, "closed"),
        "words": ticket.customer_status,
        "unread": ticket.unread and mine,
        "at": ticket.public_at,
        "by": by,
        "text": ticket.public_text,
    }
