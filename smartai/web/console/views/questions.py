from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import (
    change_registration_field,
    create_registration_field,
    remove_registration_field,
)
from smartai.core.people.events import RegistrationFieldsChanged
from smartai.core.people.models import RegistrationField
from smartai.web.console.forms.rows import QuestionForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, since = form.cleaned_data, newest_fact()
        create_registration_field(
            typed["label"], by=me(request), hint=typed["hint"], required=typed["required"]
        )
        say_done(request, gettext("Saved."), since=since)
        return redirect("console:questions")
    context = {"form": form, "questions": RegistrationField.objects.filter(removed_at=None)}
    return show(request, "questions", "questions", context, 422 if form.errors else 200)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    question = _question(pk)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=_stored(question))
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "position": form.cleaned_data["position"] or 0}
        about, rows = About(RegistrationFieldsChanged, field_id=pk), RegistrationField.objects.filter(pk=pk)
        since = newest_fact()
        with suppress(ChangedMeanwhile):
            with form.held(rows.filter(removed_at=None), _stored, about, by=me(request)) as held:
                change_registration_field(held, by=me(request), **typed)
            say_done(request, gettext("Saved."), since=since)
            return redirect("console:questions")
    return show(request, "question", "questions", {"form": form, "question": question}, form.http_status)


def _stored(question: RegistrationField) -> dict[str, Any]:
    return {name: getattr(question, name) for name in ("label", "hint", "required", "position")}


@open_to(Entry.OWNER)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    since = newest_fact()
    remove_registration_field(_question(pk), by=me(request))
    say_done(request, gettext("The question is asked no more. Earlier answers stay."), since=since)
    return redirect("console:questions")


def _question(pk: int) -> RegistrationField:
    return get_object_or_404(RegistrationField, pk=pk, removed_at=None)
