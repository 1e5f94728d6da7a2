from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from smartai.core.tickets.actions import save_priority
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import Priority
from smartai.web.console.forms.rows import PriorityForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    return show(request, "priorities", "priorities", {"priorities": Priority.objects.all()})


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    priority = get_object_or_404(Priority, pk=pk)
    form = PriorityForm(request.POST if request.method == "POST" else None, initial=_stored(priority))
    form.fields["is_default"].disabled = priority.is_default
    if request.method == "POST" and form.is_valid():
        about, since = About(FieldsChanged, of="priority", row_id=pk), newest_fact()
        try:
            with form.held(Priority.objects.filter(pk=pk), _stored, about, by=me(request)) as held:
                save_priority(held, by=me(request), **form.cleaned_data)
        except ChangedMeanwhile:
            pass
        except IntegrityError:
            form.add_error("name", gettext("Another priority has this name."))
        else:
            say_done(request, gettext("Saved."), since=since)
            return redirect("console:priorities")
    return show(request, "priority", "priorities", {"form": form, "priority": priority}, form.http_status)


def _stored(priority: Priority) -> dict[str, Any]:
    return {name: getattr(priority, name) for name in ("name", "customer_words", "offered", "is_default")}
