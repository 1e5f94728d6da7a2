"""What people ask and do not find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.helpfulness.actions import dismiss_question, restore_question, start_article
from smartai.core.helpfulness.models import MissedAsking, MissedSearch
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.actors import Actor
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest

MOST = 100
TICKETS_SHOWN = 5
STATES = ("open", "answered", "dismissed")


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """The questions asked most, with the tickets that asked them as far as the reader may see those."""
    wanted = request.GET.get("show", "")
    state = wanted if wanted in STATES else STATES[0]
    by = request.visitor.actor
    visible = MissedSearch.objects.visible_to(by)
    found = getattr(visible, state)().select_related("article").order_by()
    rows: list[Any] = list(found.counted_for(by).order_by("-times", "-last_at", "-pk")[:MOST])
    tickets = _tickets(rows, by)
    context = {
        "state": state,
        "rows": [(row, tickets[row.pk], max(row.tickets - TICKETS_SHOWN, 0)) for row in rows],
    }
    return show(request, "asked", "asked", context)


@open_to(Entry.AGENT)
@require_POST
def start(request: VisitorRequest, pk: int) -> HttpResponse:
    """Leads to the draft that answers it, which is made when there is none yet."""
    article = start_article(_missed(request, pk), by=me(request))
    return redirect("console:article", pk=article.pk)


@open_to(Entry.AGENT)
@require_POST
def dismiss(request: VisitorRequest, pk: int) -> HttpResponse:
    dismiss_question(_missed(request, pk), by=me(request))
    undo = reverse("console:asked-dismissal-end", args=[pk])
    messages.success(request, gettext("It is out of the list."), extra_tags=f"{UNDO}{undo}")
    return redirect("console:asked")


@open_to(Entry.AGENT)
@require_POST
def restore(request: VisitorRequest, pk: int) -> HttpResponse:
    restore_question(_missed(request, pk), by=me(request))
    messages.success(request, gettext("It is in the list again."))
    return redirect("console:asked")


def _missed(request: VisitorRequest, pk: int) -> MissedSearch:
    visible = MissedSearch.objects.visible_to(request.visitor.actor)
    return get_object_or_404(visible, pk=min(pk, 2**63 - 1))


def _tickets(rows: Sequence[MissedSearch], by: Actor) -> dict[int, list[Ticket]]:
    """The newest that asked each question, by its number. One statement."""
    askings = MissedAsking.objects.visible_to(by).filter(missed__in=[row.pk for row in rows])
    tickets: dict[int, list[Ticket]] = defaultdict(list)
    for asking in askings.select_related("ticket").order_by("-ticket_id")[: MOST * TICKETS_SHOWN * 2]:
        if len(tickets[asking.missed_id]) < TICKETS_SHOWN:
            tickets[asking.missed_id].append(asking.ticket)
    return tickets
