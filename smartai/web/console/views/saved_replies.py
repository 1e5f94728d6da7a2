"""Words that the team sends often: everybody keeps their own, supervisors those that are shared."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartai.core.saved_replies.actions import (
    bring_back_saved_reply,
    remove_saved_reply,
    save_saved_reply,
)
from smartai.core.saved_replies.events import SavedReplyChanged
from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.policies import can_change_saved_reply
from smartai.core.saved_replies.reads import PLACEHOLDERS
from smartai.core.saved_replies.search import find_saved_replies
from smartai.lib.text import one_line
from smartai.web.console.forms.saved_reply import ALL, OWN, SavedReplyForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest

MOST: Final = 200


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    query = one_line(request.GET.get("q", ""))[:200]
    found = find_saved_replies(query, by=me(request), language=get_language() or "", most=MOST + 1)
    context = {"query": query, "replies": found[:MOST], "more": len(found) > MOST}
    return show(request, "saved_replies", "saved_replies", context)


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: VisitorRequest) -> HttpResponse:
    by = me(request)
    form = SavedReplyForm(
        request.POST if request.method == "POST" else None,
        may_share=by.is_supervisor,
        initial={"offered_to": ALL if by.is_supervisor else OWN},
    )
    if request.method == "POST" and form.is_valid():
        save_saved_reply(None, by=by, **form.values())
        messages.success(request, gettext("Saved."))
        return redirect("console:saved_replies")
    return _page(request, form, None)


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    """What is shared can be read by all who use it, and changed by supervisors and owners."""
    by, reply = me(request), _reply(request, pk)
    form = SavedReplyForm(
        request.POST if request.method == "POST" else None, may_share=by.is_supervisor, initial=_stored(reply)
    )
    if request.method == "POST":
        if not can_change_saved_reply(by, reply):
            raise Http404
        if form.is_valid():
            about, since = About(SavedReplyChanged, reply_id=pk), newest_fact()
            rows = SavedReply.objects.visible_to(by).kept().filter(pk=pk)
            with suppress(ChangedMeanwhile):
                with form.held(rows, _stored, about, by=by) as held:
                    save_saved_reply(held, by=by, **form.values())
                say_done(request, gettext("Saved."), since=since)
                return redirect("console:saved_replies")
    return _page(request, form, reply)


@open_to(Entry.AGENT)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    reply = _reply(request, pk)
    _only_by_who_may(request, reply)
    remove_saved_reply(reply, by=me(request))
    undo = reverse("console:saved-reply-removal-end", args=[pk])
    messages.success(request, gettext("The saved reply is removed."), extra_tags=f"{UNDO}{undo}")
    return redirect("console:saved_replies")


@open_to(Entry.AGENT)
@require_POST
def bring_back(request: VisitorRequest, pk: int) -> HttpResponse:
    reply = get_object_or_404(SavedReply.objects.visible_to(me(request)), pk=pk)
    _only_by_who_may(request, reply)
    bring_back_saved_reply(reply, by=me(request))
    messages.success(request, gettext("The saved reply is there again."))
    return redirect("console:saved_replies")


def _reply(request: VisitorRequest, pk: int) -> SavedReply:
    return get_object_or_404(SavedReply.objects.visible_to(me(request)).kept(), pk=pk)


def _only_by_who_may(request: VisitorRequest, reply: SavedReply) -> None:
    if not can_change_saved_reply(me(request), reply):
        raise Http404


def _stored(reply: SavedReply) -> dict[str, Any]:
    to = OWN if reply.person_id else str(reply.department_id or ALL)
    return {"name": reply.name, "text": reply.text, "offered_to": to}


def _page(request: VisitorRequest, form: SavedReplyForm, reply: SavedReply | None) -> HttpResponse:
    may = reply is None or can_change_saved_reply(me(request), reply)
    context = {"form": form, "reply": reply, "may": may, "placeholders": PLACEHOLDERS.items()}
    return show(request, "saved_reply", "saved_replies", context, form.http_status)
