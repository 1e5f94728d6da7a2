"""The builder of the request form, and the owner's own fields in it."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartai.core.tickets.actions import (
    bring_back_custom_field,
    hold_form,
    remove_custom_field,
    save_custom_field,
)
from smartai.core.tickets.catalogue import Catalogue, catalogue, forget_catalogue
from smartai.core.tickets.errors import FieldNeeded, RuleUnfit
from smartai.core.tickets.events import FieldsChanged
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.workspace.choices import choices, forget_choices, panels
from smartai.foundation.accounts.models import Person
from smartai.web.console.form_rows import builder_rows
from smartai.web.console.forms.field import FieldForm, stored
from smartai.web.console.forms.seen import ChangedMeanwhile, SeenForm
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest

SEEN_BY: Final[dict[str, Promise]] = {"guest": _("Guest"), "customer": _("Customer"), "agent": _("Agent")}
"""Whose eyes the preview has."""


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    forget_choices()
    known = fresh_catalogue()
    context = {
        "rows": builder_rows(known, choices()),
        "seen_by": list(SEEN_BY.items()),
        "panels": panels(),
        "removed": [field for field in known.fields if field.removed_at is not None],
    }
    return show(request, "fields", "fields", context)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: VisitorRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = FieldForm(
        data,
        known=fresh_catalogue(),
        initial={"kind": FieldKind.TEXT, "for_customers": True},
        auto_id=ids_in(request, "new"),
    )
    return _save(request, form)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    field = get_object_or_404(CustomField.objects.kept(), pk=pk)
    form = FieldForm(
        request.POST if request.method == "POST" else None,
        known=fresh_catalogue(), field=field, initial=stored(field), auto_id=ids_in(request, field.key),
    )  # fmt: skip
    form.fields["kind"].disabled = field.values.exists()
    return _save(request, form)


@open_to(Entry.OWNER)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    field = get_object_or_404(CustomField.objects.kept(), pk=pk)
    try:
        remove_custom_field(field, by=me(request))
    except FieldNeeded as needed:
        words = gettext("Not archived, because of %(names)s. Change first when that is shown or required.")
        messages.error(request, words % {"names": ", ".join(f"“{name}”" for name in needed.names)})
        return back_to_row(field.key)
    undo = reverse("console:field-removal-end", args=[pk])
    words = gettext("The field is asked no more. Values in tickets stay readable.")
    messages.success(request, words, extra_tags=f"{UNDO}{undo}")
    return back_to_row()


@open_to(Entry.OWNER)
@require_POST
def bring_back(request: VisitorRequest, pk: int) -> HttpResponse:
    field = get_object_or_404(CustomField.objects.exclude(removed_at=None), pk=pk)
    try:
        bring_back_custom_field(field, by=me(request))
    except RuleUnfit:
        words = gettext("Not brought back: a field that it depends on is archived or has changed.")
        messages.error(request, words)
        return back_to_row()
    messages.success(request, gettext("The field is asked again."))
    return back_to_row(field.key)


def fresh_catalogue() -> Catalogue:
    """An owner sees what holds, not what was kept for a second."""
    forget_catalogue()
    return catalogue()


def ids_in(request: VisitorRequest, key: str) -> str:
    """In the list several rows may be open at once; on its page a form has plain ids."""
    return f"id_{key}_%s" if is_row(request) else "id_%s"


def is_row(request: VisitorRequest) -> bool:
    """The script of the list asks for a form that opens in place."""
    return request.headers.get("x-part") == "row"


def show_row(
    request: VisitorRequest, form: SeenForm, *, title: str, field: CustomField | None = None
) -> HttpResponse:
    """A form by itself for the list, else its page."""
    context = {
        "form": form, "field": field, "title": title,
        "seen_by": list(SEEN_BY.items()), "panels": panels(),
    }  # fmt: skip
    if is_row(request):
        return render(request, "console/form_row.html", context, status=form.http_status)
    return show(request, "field", "fields", context, form.http_status)


def back_to_row(key: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("console:fields") + (f"#row-{key}" if key else ""))


def _save(request: VisitorRequest, form: FieldForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        since = newest_fact()
        try:
            kept = _keep(form, me(request))
        except RuleUnfit as unfit:
            form.add_error(unfit.part, str(unfit))
        except ChangedMeanwhile:
            pass
        else:
            say_done(request, gettext("Saved."), since=since)
            return back_to_row(kept.key)
    title = form.field.label if form.field else gettext("New field")
    return show_row(request, form, title=title, field=form.field)


def _keep(form: FieldForm, by: Person) -> CustomField:
    if form.field is None:
        return save_custom_field(None, by=by, **form.values())
    about = About(FieldsChanged, of="custom field", row_id=form.field.pk)
    with transaction.atomic():
        hold_form()
        with form.held(CustomField.objects.kept().filter(pk=form.field.pk), stored, about, by=by) as held:
            return save_custom_field(held, by=by, **form.values())
