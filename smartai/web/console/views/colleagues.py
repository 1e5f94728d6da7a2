from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import change_role, deactivate_person, invite_colleague
from smartai.core.people.errors import AddressTaken, LastOwner
from smartai.core.people.events import PersonChanged
from smartai.foundation.accounts.models import Person, Role
from smartai.web.console.forms.rows import ColleagueForm, InvitationForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

TEAM = (Role.AGENT, Role.OWNER)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            invite_colleague(typed["address"], name=typed["name"], role=Role(typed["role"]), by=me(request))
        except AddressTaken:
            form.add_error("address", gettext("A colleague has this address already."))
        else:
            messages.success(request, gettext("The invitation is on its way."))
            return redirect("console:colleagues")
    people = Person.objects.filter(role__in=TEAM).prefetch_related("departments").order_by("-active", "name")
    return show(
        request, "colleagues", "colleagues", {"form": form, "people": people}, 422 if form.errors else 200
    )


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk, role__in=TEAM)
    form = ColleagueForm(request.POST if request.method == "POST" else None, initial=_stored(person))
    if request.method == "POST" and form.is_valid():
        about, rows = About(PersonChanged, person_id=pk), Person.objects.filter(pk=pk, role__in=TEAM)
        try:
            with form.held(rows, _stored, about, by=me(request)) as held:
                _change(held, form, me(request))
        except ChangedMeanwhile:
            pass
        except LastOwner:
            form.add_error(
                None, gettext("Somebody must be able to change the settings: the last owner stays one.")
            )
        else:
            messages.success(request, gettext("Saved."))
            return redirect("console:colleagues")
    return show(request, "colleague", "colleagues", {"form": form, "person": person}, form.status)


def _change(person: Person, form: ColleagueForm, by: Person) -> None:
    role, active = Role(form.cleaned_data["role"]), form.cleaned_data["active"]
    if role != person.role:
        change_role(person, role, by=by)
    if active != person.active:
        deactivate_person(person, by=by, active=active)


def _stored(person: Person) -> dict[str, Any]:
    return {"role": person.role, "active": person.active}
