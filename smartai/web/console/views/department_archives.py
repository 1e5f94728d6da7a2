"""A department ends: first it is asked where its open tickets go. And comes back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.departments.actions import archive_department, restore_department
from smartai.core.departments.errors import LastDepartment
from smartai.core.departments.models import Department
from smartai.core.tickets.actions import empty_department
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person
from smartai.web.console.forms.departments import ArchiveForm
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: VisitorRequest, pk: int) -> HttpResponse:
    department = get_object_or_404(Department, pk=pk, archived_at=None)
    form = ArchiveForm(request.POST if request.method == "POST" else None, department=department)
    if form.is_valid():
        try:
            moved = _archive(department, form.cleaned_data["into"], me(request))
        except LastDepartment:
            form.add_error(None, gettext("Tickets need a department: the last one stays."))
        else:
            forget_catalogue()
            _say_archived(request, department, moved)
            return redirect("console:departments")
    open_tickets = Ticket.objects.filter(department=department).open().count()
    context = {"form": form, "department": department, "open_tickets": open_tickets}
    return show(request, "department_archive", "departments", context, 422 if form.errors else 200)


@open_to(Entry.OWNER)
@require_POST
def destroy(request: VisitorRequest, pk: int) -> HttpResponse:
    restore_department(get_object_or_404(Department, pk=pk), by=me(request))
    forget_catalogue()
    messages.success(request, gettext("The department takes requests again."))
    return redirect("console:departments")


@transaction.atomic
def _archive(department: Department, into: Department | None, by: Person) -> int:
    archive_department(department, by=by)
    return empty_department(department, into, by=by) if into else 0


def _say_archived(request: VisitorRequest, department: Department, moved: int) -> None:
    undo = f"{UNDO}{reverse('console:department-return', args=[department.pk])}"
    words = gettext("“%(name)s” is archived.") % {"name": department.name}
    if moved:
        more = ngettext("%(n)d ticket went on.", "%(n)d tickets went on.", moved) % {"n": moved}
        messages.success(request, f"{words} {more}")
    else:
        messages.success(request, words, extra_tags=undo)
