"""The form as somebody sees it, in a frame beside the builder."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from smartai.core.tickets.catalogue import Catalogue
from smartai.core.workspace.choices import choices, forget_choices, panels, speaking_for
from smartai.web.console.drafted import with_draft
from smartai.web.console.views.fields import fresh_catalogue
from smartai.web.ui import frame
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.page import Page
from smartai.web.ui.request_form import NewRequestForm
from smartai.web.ui.ticket_form import NewTicketForm
from smartai.web.ui.values_form import ValuesForm
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_sameorigin
def show(request: VisitorRequest) -> HttpResponse:
    """What is sent is a row that is just being written; nothing of it is kept. The desk is of no panel."""
    forget_choices()
    known = with_draft(fresh_catalogue(), request.POST)
    seen_by, wanted = request.GET.get("as", ""), request.GET.get("panel", "")
    panel = next((panel for panel in panels() if str(panel.pk) == wanted), None)
    with speaking_for(panel.key if panel and seen_by != "agent" else ""):
        response = _drawn(request, known, seen_by)
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # django-csp reads it
    return response


def _drawn(request: VisitorRequest, known: Catalogue, seen_by: str) -> HttpResponse:
    agents, limits = seen_by == "agent", choices().form
    context = {
        "page": _page(),
        "max_bytes": limits.max_file_mb * 1024 * 1024,
        "max_files": limits.max_files,
        "files_label": choices().labels.attachments,
        **(_for_agents(known) if agents else _for_customers(known, seen_by == "customer")),
    }
    return render(request, f"console/{'ticket' if agents else 'request'}_preview.html", context)


def _for_customers(known: Catalogue, signed_in: bool) -> dict[str, Any]:
    return {"form": NewRequestForm(labels=frame.labels(choices()), known=signed_in, lists=known)}


def _for_agents(known: Catalogue) -> dict[str, Any]:
    """A ticket that the team opens is written in no panel."""
    return {
        "form": NewTicketForm(), "values_form": ValuesForm(lists=known),
        "of_all_panels": bool(known.field_panels),
    }  # fmt: skip


def _page() -> Page:
    known = choices()
    return Page(
        brand=frame.brand(known),
        language=translation.get_language() or "en",
        direction=frame.direction(),
        labels=frame.labels(known),
    )
