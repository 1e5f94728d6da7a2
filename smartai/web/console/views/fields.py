from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartai.core.tickets.actions import remove_custom_field, save_custom_field
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.foundation.accounts.models import Person
from smartai.web.console.forms.rows import FieldForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.ordering import move_row
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    fields = CustomField.objects.kept().prefetch_related("departments")
    removed = CustomField.objects.exclude(removed_at=None)
    return show(request, "fields", "fields", {"fields": fields, "removed": removed})


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: VisitorRequest) -> HttpResponse:
    return _save(request, None, FieldForm(request.POST or None, initial={"for_customers": True}))


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    field = get_object_or_404(CustomField.objects.kept(), pk=pk)
    form = FieldForm(request.POST if request.method == "POST" else None, initial=_stored(field))
    form.fields["kind"].disabled = field.values.exists()
    return _save(request, field, form)


def _save(request: VisitorRequest, field: CustomField | None, form: FieldForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with suppress(ChangedMeanwhile):
            _keep(field, form, me(request))
            messages.success(request, gettext("Saved."))
            return redirect("console:fields")
    return show(request, "field", "fields", {"form": form, "field": field}, form.status)


def _keep(field: CustomField | None, form: FieldForm, by: Person) -> None:
    if field is None:
        save_custom_field(None, by=by, **form.values())
        return
    about = About(FieldsChanged, what="custom field changed")
    with form.held(CustomField.objects.kept().filter(pk=field.pk), _stored, about, by=by) as held:
        save_custom_field(held, by=by, **form.values())


def _stored(field: CustomField) -> dict[str, Any]:
    names = ("label", "hint", "kind", "required", "for_customers")
    return {
        **{name: getattr(field, name) for name in names},
        "options": "\n".join(field.options),
        "departments": field.departments.all(),
    }


@open_to(Entry.OWNER)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    remove_custom_field(get_object_or_404(CustomField.objects.kept(), pk=pk), by=me(request))
    messages.success(request, gettext("The field is asked no more. Values in tickets stay readable."))
    return redirect("console:fields")


@open_to(Entry.OWNER)
@require_POST
def move(request: VisitorRequest, pk: int) -> HttpResponse:
    fields = list(CustomField.objects.kept().prefetch_related("departments"))
    if pk not in [field.pk for field in fields]:
        raise Http404
    with transaction.atomic():
        for field, position in move_row(fields, pk, request.POST.get("to", "")):
            save_custom_field(
                field, by=me(request), label=field.label, kind=FieldKind(field.kind), hint=field.hint,
                options=field.options, required=field.required, for_customers=field.for_customers,
                departments=field.departments.all(), position=position,
            )  # fmt: skip
    return redirect("console:fields")
