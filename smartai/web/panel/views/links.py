from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.tickets.actions import revoke_links
from smartai.web.panel.doors import Door
from smartai.web.ui.visitors import VisitorRequest


@require_POST
def end(request: VisitorRequest, door: Door) -> HttpResponseBase:
    """For somebody whose mail was forwarded or read by others."""
    revoke_links(door.ticket, by=door.actor)
    messages.success(request, gettext("The links that we mailed for this request work no more."))
    return redirect(door.url())
