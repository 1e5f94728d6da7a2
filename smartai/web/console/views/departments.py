from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.departments.actions import (
    change_department,
    create_department,
    order_departments,
    set_members,
)
from smartai.core.departments.errors import DepartmentNameTaken
from smartai.core.departments.events import DepartmentChanged, MembersChanged
from smartai.core.departments.models import Department
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.foundation.accounts.models import Person
from smartai.lib.ordering import moved_by_one
from smartai.web.console.forms.departments import DepartmentForm, MembersForm, NewDepartmentForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    form = NewDepartmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            department = create_department(form.cleaned_data["name"], by=me(request))
        except DepartmentNameTaken:
            form.add_error("name", gettext("Another department has this name."))
        else:
            forget_catalogue()
            return redirect("console:department", pk=department.pk)
    active_members = Count("members", filter=Q(members__active=True))
    departments = list(Department.objects.annotate(team=active_members).order_by("position", "name"))
    departments.sort(key=lambda one: one.archived_at is not None)
    active = [one.pk for one in departments if one.archived_at is None]
    context = {
        "form": form, "departments": departments, "ends": (active[0], active[-1]),
        "may_decide": me(request).is_owner,
    }  # fmt: skip
    return show(request, "departments", "departments", context, 422 if form.errors else 200)


@open_to(Entry.SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    """Owners decide all of it, supervisors who works there."""
    department, by = get_object_or_404(Department, pk=pk), me(request)
    kind = DepartmentForm if by.is_owner else MembersForm
    form = kind(request.POST if request.method == "POST" else None, initial=_stored(department))
    if request.method == "POST" and form.is_valid():
        about, since = About(DepartmentChanged, MembersChanged, department_id=pk), newest_fact()
        try:
            with form.held(Department.objects.filter(pk=pk), _stored, about, by=by) as held:
                _change(held, form.cleaned_data, by)
        except ChangedMeanwhile:
            pass
        except DepartmentNameTaken:
            form.add_error("name", gettext("Another department has this name."))
        else:
            forget_catalogue()
            say_done(request, gettext("Saved."), since=since)
            return redirect("console:departments")
    context = {"form": form, "department": department, "may_decide": by.is_owner}
    return show(request, "department", "departments", context, form.http_status)


def _change(department: Department, typed: dict[str, Any], by: Person) -> None:
    if "name" in typed:
        change_department(department, by=by, name=typed["name"], offered=typed["offered"])
    set_members(department, typed["members"], by=by)


def _stored(department: Department) -> dict[str, Any]:
    members = department.members.filter(active=True)
    return {"name": department.name, "offered": department.offered, "members": members}


@open_to(Entry.OWNER)
@require_POST
def move(request: VisitorRequest, pk: int) -> HttpResponse:
    departments = list(Department.objects.active())
    if pk not in [department.pk for department in departments]:
        raise Http404
    keys = [department.pk for department in departments]
    order_departments(moved_by_one(keys, pk, request.POST.get("to", "")), by=me(request))
    forget_catalogue()
    return redirect("console:departments")
