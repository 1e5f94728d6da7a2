"""The form of a new request as it is shown: with what waited for a code, was looked for, or came wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from smartai.core.tickets.actions import find_held_request
from smartai.core.tickets.errors import HeldRequestGone
from smartai.core.tickets.models import HeldRequest
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import FieldUse
from smartai.foundation.captcha.trap import form_start
from smartai.lib.text import one_line
from smartai.web.panel.came_from import FEEDBACK_FIELD, asked_before, writing_of
from smartai.web.panel.holding import files_before, typed_before
from smartai.web.panel.suggested import suggested_articles
from smartai.web.ui.addresses import url
from smartai.web.ui.attached import Attached, attached
from smartai.web.ui.frame import labels, panel_page
from smartai.web.ui.request_form import LONGEST_TITLE, NewRequestForm
from smartai.web.ui.robots import let_in, robot_check
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie

PURPOSE = "new-request"


def request_form(request: VisitorRequest, files: Attached | None = None) -> NewRequestForm:
    held = _held_before(request)
    return NewRequestForm(
        request.POST if request.method == "POST" else None,
        labels=labels(choices()),
        known=request.visitor.person is not None,
        attached=files_before(held, request.visitor.uploader) if held and files is None else files,
        initial=typed_before(held) if held else asked_before(request) or _begun(request),
    )


def files_of(request: VisitorRequest, *, store: bool = True) -> Attached | None:
    hidden = choices().form.attachments == FieldUse.HIDDEN
    return None if hidden else attached(request, store=store)


def _held_before(request: VisitorRequest) -> HeldRequest | None:
    """What waited for a code and could not be sent as it was."""
    wanted = request.GET.get("held", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return None
    try:
        held = find_held_request(int(wanted), holder=request.visitor.browser)
    except HeldRequestGone:
        return None
    return held if held.draft else None


def _begun(request: VisitorRequest) -> dict[str, Any]:
    """What somebody looked for and did not find is where the request begins."""
    return {"title": one_line(request.GET.get("title", "")[:LONGEST_TITLE])}


def is_welcomed_first(request: VisitorRequest) -> bool:
    asked = bool({"write", "held", "title", FEEDBACK_FIELD} & set(request.GET))
    return not choices().panel.show_first_form and not asked and not request.visitor.standing.has_asked


def form_page(request: VisitorRequest, form: NewRequestForm, status: int = 200) -> HttpResponse:
    limits = choices().form
    context = {
        **around_form(request, first=not request.visitor.standing.has_asked),
        "form": form,
        "start": form_start(PURPOSE),
        "check": None if request.visitor.person else robot_check(PURPOSE),
        "draft": draft_name(request),
        "writing": writing_of(request),
        "feedback": (request.POST or request.GET).get(FEEDBACK_FIELD, "")[:200],
        "max_bytes": limits.max_file_mb * 1024 * 1024,
        "max_files": limits.max_files,
        "files_label": choices().labels.attachments,
    }
    response = render(request, "panel/new_request.html", context, status=status)
    if not request.visitor.person:
        let_in(response, choices().protection.check)
    set_browser_cookie(response, request)
    return response


def around_form(request: VisitorRequest, *, first: bool) -> dict[str, Any]:
    known = choices()
    return {
        "page": panel_page(request, "new"),
        "welcome": known.welcome if first else None,
        "heading": (known.welcome.heading if first else "") or gettext("How can we help?"),
        "articles": suggested_articles(request),
        "suggest_url": url("panel:suggestions") if known.panel.show_help else "",
    }


def draft_name(request: VisitorRequest) -> str:
    """The name of the text that the device keeps; not shared between people at one device."""
    person = request.visitor.person
    return f"new-request-{person.pk if person else 0}"
