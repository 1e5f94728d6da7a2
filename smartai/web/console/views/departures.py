"""A colleague leaves the team: first it is asked who gets their open tickets. And comes back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import deactivate_person
from smartai.core.people.errors import LastOwner
from smartai.core.tickets.actions import hand_over_tickets
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import COLLEAGUES, Person
from smartai.web.console.forms.colleagues import DepartureForm
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: VisitorRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk, role__in=COLLEAGUES, active=True)
    form = DepartureForm(request.POST if request.method == "POST" else None, colleague=person)
    if form.is_valid():
        try:
            _leave(person, form.cleaned_data["heir"], me(request))
        except LastOwner:
            words = gettext("Somebody must be able to change the settings: the last owner stays one.")
            form.add_error(None, words)
        else:
            return _gone(request, person)
    context = {"form": form, "person": person, "open_tickets": _open_tickets(person)}
    return show(request, "departure", "colleagues", context, 422 if form.errors else 200)


@open_to(Entry.OWNER)
@require_POST
def destroy(request: VisitorRequest, pk: int) -> HttpResponse:
    """They may sign in again, and work where they worked; their former tickets stay where they are."""
    person = get_object_or_404(Person, pk=pk, role__in=COLLEAGUES, active=False)
    deactivate_person(person, by=me(request), active=True)
    messages.success(request, gettext("%(name)s may sign in again.") % {"name": person.display_name})
    return redirect("console:colleague", pk=pk)


@transaction.atomic
def _leave(person: Person, heir: Person | None, by: Person) -> None:
    deactivate_person(person, by=by)
    hand_over_tickets(person, heir, by=by)


def _gone(request: VisitorRequest, person: Person) -> HttpResponse:
    if person.pk == me(request).pk:
        return redirect("desk:sign-in")
    words = gettext("%(name)s is signed out everywhere and may not sign in.") % {"name": person.display_name}
    undo = reverse("console:colleague-return", args=[person.pk])
    messages.success(request, words, extra_tags=f"{UNDO}{undo}")
    return redirect("console:colleagues")


def _open_tickets(person: Person) -> int:
    return Ticket.objects.assigned_to(person).open().count()
