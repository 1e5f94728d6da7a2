from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import (
    change_registration_field,
    create_registration_field,
    remove_registration_field,
)
from smartai.core.people.models import RegistrationField
from smartai.web.console.forms.rows import QuestionForm
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        create_registration_field(
            typed["label"], by=me(request), hint=typed["hint"], required=typed["required"]
        )
        messages.success(request, gettext("Saved."))
        return redirect("console:questions")
    context = {"form": form, "questions": RegistrationField.objects.filter(removed_at=None)}
    return show(request, "questions", "questions", context, 422 if form.errors else 200)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    question = _question(pk)
    names = ("label", "hint", "required", "position")
    stored = {name: getattr(question, name) for name in names}
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=stored)
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "position": form.cleaned_data["position"] or 0}
        change_registration_field(question, by=me(request), **typed)
        messages.success(request, gettext("Saved."))
        return redirect("console:questions")
    context = {"form": form, "question": question}
    return show(request, "question", "questions", context, 422 if form.errors else 200)


@open_to(Entry.OWNER)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    remove_registration_field(_question(pk), by=me(request))
    messages.success(request, gettext("The question is asked no more. Earlier answers stay."))
    return redirect("console:questions")


def _question(pk: int) -> RegistrationField:
    return get_object_or_404(RegistrationField, pk=pk, removed_at=None)
