from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.tickets.actions import reopen_ticket
from smartai.core.tickets.errors import ReopeningEnded, TicketStillOpen
from smartai.web.panel.doors import Door
from smartai.web.ui.visitors import VisitorRequest


@require_POST
def create(request: VisitorRequest, door: Door) -> HttpResponseBase:
    try:
        reopen_ticket(door.ticket, by=door.actor)
    except TicketStillOpen:
        messages.info(request, gettext("This request is open."))
    except ReopeningEnded:
        messages.warning(request, gettext("This request can't be opened again. Write a reply instead."))
    else:
        messages.success(request, gettext("This request is open again. Tell us what is missing."))
    return redirect(door.url())
