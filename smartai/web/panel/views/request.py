from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from smartai.core.tickets.actions import mark_seen
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.policies import can_close, can_reopen, reopening_is_over
from smartai.core.tickets.rules import asked
from smartai.core.tickets.values import shown_value
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import FieldUse
from smartai.web.panel.conversation import conversation_of
from smartai.web.panel.doors import Door
from smartai.web.panel.forms.rating import RatingForm
from smartai.web.panel.forms.reply import ReplyForm
from smartai.web.panel.rows import GLYPHS
from smartai.web.ui.frame import panel_page
from smartai.web.ui.page import Page
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie

SENT = "draft-sent"
PARTS = ("reply", "newer", "closure", "reopening", "rating")


@require_safe
def show(request: VisitorRequest, door: Door) -> HttpResponseBase:
    if door.token and _is_their_own(request, door):
        return redirect("panel:request", number=door.ticket.pk)
    return conversation_page(request, door, ReplyForm())


def conversation_page(
    request: VisitorRequest, door: Door, form: ReplyForm, status: int = 200, **forms_with_errors: RatingForm
) -> HttpResponse:
    """The whole page; a form holds what was written when it could not be sent."""
    conversation = conversation_of(door, before=_number(request.GET.get("before", "")))
    if not door.token:
        mark_seen(door.ticket, by=door.actor)
    draft = f"reply-{door.ticket.pk}-{door.person.pk}"
    sent = any(SENT in (message.extra_tags or "") for message in messages.get_messages(request))
    context = {
        "page": page_of_request(request, door),
        "conversation": conversation,
        "older": f"{door.url()}?before={conversation.older}" if conversation.older else "",
        "is_older": "before" in request.GET,
        "form": form,
        "draft": draft,
        "sent": draft if sent else "",
        "form_choices": choices().form,
        "takes_files": takes_files(),
        "max_bytes": choices().form.max_file_mb * 1024 * 1024,
        "enter_sends": choices().panel.enter_sends,
        "facts": _facts(door),
        "priority_label": choices().labels.priority or gettext("Priority"),
        "related": _related(door),
        **state_of(door),
        **forms_with_errors,
    }
    response = render(request, "panel/request.html", context, status=status)
    set_browser_cookie(response, request)
    return response


def takes_files() -> bool:
    """The owner's choice for the form holds for replies too."""
    return choices().form.attachments != FieldUse.HIDDEN


def state_of(door: Door) -> dict[str, Any]:
    """What changes while the page is open: the state, and what may be done in it."""
    ticket = door.ticket
    rating = getattr(ticket, "rating", None)
    return {
        "door": door,
        "ticket": ticket,
        "urls": {"page": door.url(), **{part: door.url(part) for part in PARTS}},
        "state": GLYPHS.get(ticket.category, "closed"),
        "may_close": can_close(door.actor, ticket),
        "may_reopen": can_reopen(door.actor, ticket),
        "too_late": ticket.ended and reopening_is_over(ticket),
        "asks_rating": ticket.ended and choices().requests.ask_rating,
        "rating": rating,
        "rating_form": RatingForm.of(rating),
    }


def page_of_request(request: VisitorRequest, door: Door) -> Page:
    """A link signs nobody in: its frame names no account, even where the browser has one."""
    tab = "" if door.token else "list"
    page = panel_page(request, tab, live=True, unread=door.unread_elsewhere)
    return replace(page, person=None, live_url="") if door.token else page


def _is_their_own(request: VisitorRequest, door: Door) -> bool:
    person = request.visitor.person
    own = Ticket.objects.visible_to(person).own_of(person) if person else Ticket.objects.none()
    return own.filter(pk=door.ticket.pk).exists()


def _facts(door: Door) -> list[tuple[str, str]]:
    """What the customer answered, as far as it is asked of such a request; also in fields that are gone."""
    if not any(field.for_customers for field in catalogue().fields):
        return []
    values = door.ticket.custom_values.filter(field__for_customers=True).select_related("field")
    rows = list(values.order_by("field__position", "field"))
    called_for = asked(
        (row.field for row in rows if row.field.removed_at is None),
        {row.field_id: row.value for row in rows},
        department_id=door.ticket.department_id,
        priority_id=door.ticket.priority_id,
    ).shown
    return [
        (row.field.label, shown_value(row.field, row.value))
        for row in rows
        if row.field.removed_at or row.field_id in called_for
    ]


def _related(door: Door) -> dict[str, Ticket | None]:
    """The request that this one follows, and the one that follows it, where the reader may open them."""
    ticket = door.ticket
    if door.token or not (ticket.follows_id or ticket.ended):
        return {"before": None, "after": None}
    own = Ticket.objects.visible_to(door.person).own_of(door.person)
    return {
        "before": own.filter(pk=ticket.follows_id).first() if ticket.follows_id else None,
        "after": own.filter(follows=ticket).order_by("pk").first() if ticket.ended else None,
    }


def _number(text: str) -> int:
    """0 for what is no number of a letter."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
