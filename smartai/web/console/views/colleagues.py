"""Who works here, in which role and where. Owners invite and decide roles, supervisors say where."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from smartai.core.departments.actions import set_departments
from smartai.core.people.actions import invite_colleague
from smartai.core.people.errors import AddressTaken, LastOwner
from smartai.core.people.events import RoleChanged
from smartai.core.tickets.actions import give_role
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import COLLEAGUES, Person, Role, SecondStep
from smartai.lib.text import one_line
from smartai.web.console.forms.colleagues import ColleagueForm, InvitationForm, WorkForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 50


@open_to(Entry.SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    """Those who may sign in first; the search looks at names and addresses."""
    form = InvitationForm(request.POST or None, initial={"role": Role.AGENT})
    if request.method == "POST" and form.is_valid() and _invited(form, me(request)):
        messages.success(request, gettext("The invitation is on its way."))
        return redirect("console:colleagues")
    query = one_line(request.GET.get("q", ""))[:100]
    people = _colleagues().annotate(seen_at=Max("sessions__last_seen_at")).prefetch_related("departments")
    if query:
        people = people.filter(Q(name__icontains=query) | Q(email__icontains=query))
    rows, after = page_of(
        people, order=["-active", "name", "id"], after=request.GET.get("after", ""), size=SIZE
    )
    protected = set(SecondStep.objects.filter(person__in=rows).values_list("person", flat=True))
    context = {
        "form": form, "people": rows, "after": after, "query": query, "may_invite": me(request).is_owner,
        "with_second_step": protected,
    }  # fmt: skip
    return show(request, "colleagues", "colleagues", context, 422 if form.errors else 200)


def _invited(form: InvitationForm, by: Person) -> bool:
    typed = form.cleaned_data
    try:
        with transaction.atomic():
            person = invite_colleague(typed["address"], name=typed["name"], role=Role(typed["role"]), by=by)
            set_departments(person, typed["departments"], by=by)
    except AddressTaken:
        form.add_error("address", gettext("A colleague has this address already."))
        return False
    return True


@open_to(Entry.SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    person, by = get_object_or_404(_colleagues(), pk=pk), me(request)
    kind = ColleagueForm if by.is_owner else WorkForm
    form = kind(request.POST if request.method == "POST" else None, initial=_stored(person))
    if request.method == "POST" and form.is_valid():
        about, since = About(RoleChanged, person_id=pk), newest_fact()
        try:
            with form.held(_colleagues().filter(pk=pk), _stored, about, by=by) as held:
                freed = _change(held, form.cleaned_data, by)
        except ChangedMeanwhile:
            pass
        except LastOwner:
            words = gettext("Somebody must be able to change the settings: the last owner stays one.")
            form.add_error(None, words)
        else:
            say_done(request, _saved(freed), since=since)
            return redirect("console:colleagues")
    context = {
        "form": form,
        "person": person,
        "open_tickets": Ticket.objects.assigned_to(person).open().count(),
        "seen_at": person.sessions.aggregate(last=Max("last_seen_at"))["last"],
        "may_decide": by.is_owner,
        "has_second_step": by.is_owner and person != by and SecondStep.objects.filter(person=person).exists(),
    }
    return show(request, "colleague", "colleagues", context, form.http_status)


def _change(person: Person, typed: dict[str, Any], by: Person) -> int:
    """How many tickets are nobody's now: a light agent has none."""
    set_departments(person, typed["departments"], by=by)
    if "role" not in typed:
        return 0
    return give_role(person, Role(typed["role"]), by=by)


def _saved(freed: int) -> str:
    if not freed:
        return gettext("Saved.")
    words = ngettext(
        "Saved. %(n)d open ticket is nobody's now.", "Saved. %(n)d open tickets are nobody's now.", freed
    )
    return words % {"n": freed}


def _stored(person: Person) -> dict[str, Any]:
    return {"role": person.role, "departments": person.departments.filter(archived_at=None)}


def _colleagues() -> QuerySet[Person]:
    return Person.objects.filter(role__in=COLLEAGUES)
