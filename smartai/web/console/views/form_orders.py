"""The order in which the form asks."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from smartai.core.tickets.actions import order_form
from smartai.lib.ordering import moved_by_one
from smartai.web.console.frame import me
from smartai.web.console.ordering import LONGEST_LIST
from smartai.web.console.views.fields import back_to_row, fresh_catalogue
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_POST
def create(request: VisitorRequest) -> HttpResponse:
    """By a button up or down, or all of it as it was dragged. A script needs no page."""
    now, row = fresh_catalogue().form_order(), request.POST.get("row", "")
    if row:
        wanted = moved_by_one(now, row, request.POST.get("to", ""))
    else:
        wanted = request.POST.get("order", "").split(",", LONGEST_LIST)[:LONGEST_LIST]
    order_form(wanted, by=me(request))
    if request.headers.get("x-requested-with") == "fetch":
        return HttpResponse(status=204)
    return back_to_row(row if row in now else "")
