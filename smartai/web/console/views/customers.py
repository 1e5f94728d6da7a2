from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartai.core.people.actions import join_organisation
from smartai.core.people.events import PersonChanged
from smartai.core.people.models import Profile, RegistrationField
from smartai.core.privacy.actions import erase_person
from smartai.foundation.accounts.models import Person, Role, SecondStep
from smartai.lib.text import one_line
from smartai.web.console.forms.rows import CustomerForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 50


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """Newest first; the search looks at the beginning of the address and of the name."""
    query = one_line(request.GET.get("q", ""))[:100]
    people = Person.objects.filter(role=Role.CUSTOMER, erased_at=None, active=True)
    if query:
        people = people.filter(Q(email__startswith=query.lower()) | Q(name__istartswith=query))
    rows, after = page_of(people, order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    return show(request, "customers", "customers", {"people": rows, "after": after, "query": query})


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    person = _customer(pk)
    profile = Profile.objects.filter(person=person).first()
    form = CustomerForm(request.POST if request.method == "POST" else None, initial=_stored(person))
    if request.method == "POST" and form.is_valid():
        about, rows = About(PersonChanged, person_id=pk), Person.objects.filter(pk=pk, erased_at=None)
        with suppress(ChangedMeanwhile):
            with form.held(rows, _stored, about, by=me(request)) as held:
                join_organisation(held, form.cleaned_data["organisation"], by=me(request))
            messages.success(request, gettext("Saved."))
            return redirect("console:customers")
    context = {
        "form": form,
        "person": person,
        "profile": profile,
        "answers": _answers(profile),
        "has_second_step": SecondStep.objects.filter(person=person).exists(),
    }
    return show(request, "customer", "customers", context, form.http_status)


def _stored(person: Person) -> dict[str, Any]:
    profile = Profile.objects.select_related("organisation").filter(person=person).first()
    return {"organisation": profile.organisation.name if profile and profile.organisation else ""}


@open_to(Entry.OWNER)
@require_POST
def erase(request: VisitorRequest, pk: int) -> HttpResponse:
    """For good; the word of the box must have been ticked."""
    person = _customer(pk)
    if request.POST.get("sure") != "yes":
        messages.error(request, gettext("Tick the box first. Nothing was deleted."))
        return redirect("console:customer", pk=pk)
    erase_person(person, by=me(request))
    messages.success(request, gettext("The customer's data was deleted."))
    return redirect("console:customers")


def _answers(profile: Profile | None) -> list[tuple[str, str]]:
    """To the owner's own questions, also to those that are asked no more."""
    if profile is None or not profile.answers:
        return []
    asked = RegistrationField.objects.filter(pk__in=[int(pk) for pk in profile.answers])
    return [(one.label, words) for one in asked if (words := str(profile.answers[str(one.pk)]))]


def _customer(pk: int) -> Person:
    return get_object_or_404(Person, pk=pk, role=Role.CUSTOMER, erased_at=None)
