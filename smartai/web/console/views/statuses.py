from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.tickets.actions import archive_status, save_status
from smartai.core.tickets.errors import StillInUse
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import Category, Status, Ticket
from smartai.web.console.forms.rows import StatusForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    """The list, and a form for one more."""
    form = StatusForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _save(request, None, form):
        return redirect("console:statuses")
    statuses = Status.objects.filter(archived_at=None)
    return show(
        request, "statuses", "statuses", {"form": form, "statuses": statuses}, 422 if form.errors else 200
    )


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    status = get_object_or_404(Status, pk=pk, archived_at=None)
    form = StatusForm(request.POST if request.method == "POST" else None, initial=_stored(status))
    form.fields["category"].disabled = Ticket.objects.filter(status=status).exists()
    if request.method == "POST" and form.is_valid():
        about, rows = (
            About(FieldsChanged, of="status", row_id=pk),
            Status.objects.filter(pk=pk, archived_at=None),
        )
        with suppress(ChangedMeanwhile):
            with form.held(rows, _stored, about, by=me(request)) as held:
                _save(request, held, form)
            return redirect("console:statuses")
    return show(request, "status", "statuses", {"form": form, "status": status}, form.http_status)


def _stored(status: Status) -> dict[str, Any]:
    return {"name": status.name, "category": status.category, "position": status.position}


@open_to(Entry.OWNER)
@require_POST
def archive(request: VisitorRequest, pk: int) -> HttpResponse:
    since = newest_fact()
    try:
        archive_status(get_object_or_404(Status, pk=pk, archived_at=None), by=me(request))
        words = gettext("The status is offered no more; tickets that have it keep it.")
        say_done(request, words, since=since)
    except StillInUse:
        messages.error(request, gettext("It is the last one of its meaning: actions need it."))
    return redirect("console:statuses")


def _save(request: VisitorRequest, status: Status | None, form: StatusForm) -> bool:
    typed, since = form.cleaned_data, newest_fact()
    save_status(
        status,
        by=me(request),
        name=typed["name"],
        category=Category(typed["category"]),
        position=typed["position"],
    )
    say_done(request, gettext("Saved."), since=since)
    return True
