from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from smartai.core.tickets.actions import save_priority
from smartai.core.tickets.models import Priority
from smartai.web.console.forms.rows import PriorityForm
from smartai.web.console.frame import me, show
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
    names = ("name", "customer_words", "offered", "is_default")
    stored = {name: getattr(priority, name) for name in names}
    form = PriorityForm(request.POST if request.method == "POST" else None, initial=stored)
    form.fields["is_default"].disabled = priority.is_default
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                save_priority(priority, by=me(request), **form.cleaned_data)
        except IntegrityError:
            form.add_error("name", gettext("Another priority has this name."))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("console:priorities")
    context = {"form": form, "priority": priority}
    return show(request, "priority", "priorities", context, 422 if form.errors else 200)
