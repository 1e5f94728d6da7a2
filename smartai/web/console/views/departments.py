from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.departments.actions import (
    archive_department,
    change_department,
    create_department,
    restore_department,
    set_members,
)
from smartai.core.departments.errors import DepartmentNameTaken, LastDepartment
from smartai.core.departments.events import DepartmentChanged, MembersChanged
from smartai.core.departments.models import Department
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.web.console.forms.rows import DepartmentForm, NewDepartmentForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.ordering import move_row
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
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
    context = {"form": form, "departments": departments, "ends": (active[0], active[-1])}
    return show(request, "departments", "departments", context, 422 if form.errors else 200)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    department = get_object_or_404(Department, pk=pk)
    form = DepartmentForm(request.POST if request.method == "POST" else None, initial=_stored(department))
    if request.method == "POST" and form.is_valid():
        typed, by = form.cleaned_data, me(request)
        about = About(DepartmentChanged, MembersChanged, department_id=pk)
        try:
            with form.held(Department.objects.filter(pk=pk), _stored, about, by=by) as held:
                change_department(held, by=by, name=typed["name"], offered=typed["offered"])
                set_members(held, typed["members"], by=by)
        except ChangedMeanwhile:
            pass
        except DepartmentNameTaken:
            form.add_error("name", gettext("Another department has this name."))
        else:
            forget_catalogue()
            messages.success(request, gettext("Saved."))
            return redirect("console:departments")
    return show(request, "department", "departments", {"form": form, "department": department}, form.status)


def _stored(department: Department) -> dict[str, Any]:
    return {"name": department.name, "offered": department.offered, "members": department.members.all()}


@open_to(Entry.OWNER)
@require_POST
def archive(request: VisitorRequest, pk: int) -> HttpResponse:
    """Archives, or brings back."""
    department = get_object_or_404(Department, pk=pk)
    try:
        if department.archived_at:
            restore_department(department, by=me(request))
        else:
            archive_department(department, by=me(request))
    except LastDepartment:
        messages.error(request, gettext("Tickets need a department: the last one stays."))
    forget_catalogue()
    return redirect("console:departments")


@open_to(Entry.OWNER)
@require_POST
def move(request: VisitorRequest, pk: int) -> HttpResponse:
    departments = list(Department.objects.active())
    if pk not in [department.pk for department in departments]:
        raise Http404
    for department, position in move_row(departments, pk, request.POST.get("to", "")):
        change_department(
            department, by=me(request), name=department.name, offered=department.offered, position=position
        )
    forget_catalogue()
    return redirect("console:departments")
