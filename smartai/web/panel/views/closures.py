from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.tickets.actions import close_ticket
from smartai.core.tickets.errors import TicketAlreadyEnded
from smartai.core.workspace.errors import NotAllowed
from smartai.web.panel.doors import Door
from smartai.web.ui.visitors import VisitorRequest


@require_POST
def create(request: VisitorRequest, door: Door) -> HttpResponseBase:
    """The customer ends the request, with ``solved`` as solved, and is led to the question how it was."""
    try:
        close_ticket(door.ticket, by=door.actor, solved=bool(request.POST.get("solved")))
    except TicketAlreadyEnded:
        messages.info(request, gettext("This request has ended already."))
    except NotAllowed:
        messages.warning(request, gettext("We end requests ourselves. Tell us in a reply that it is solved."))
    else:
        return redirect(f"{door.url()}#ending")
    return redirect(door.url())
