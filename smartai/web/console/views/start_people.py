"""First steps: departments, and who works in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBase
from django.utils.translation import gettext, ngettext

from smartai.core.departments.actions import change_department, create_department, set_members
from smartai.core.departments.errors import DepartmentNameTaken
from smartai.core.departments.models import Department
from smartai.core.people.actions import invite_colleague
from smartai.core.people.errors import AddressTaken
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.workspace.models import Step, StepState
from smartai.foundation.accounts.models import Person, Role
from smartai.web.console.first_steps import gone_on, show_step
from smartai.web.console.forms.first_steps import ColleaguesForm, DepartmentsForm
from smartai.web.console.frame import me
from smartai.web.ui.visitors import VisitorRequest


class NotKept(Exception):
    """Nothing of a form was kept, because of this field."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


def departments(request: VisitorRequest) -> HttpResponseBase:
    rows = Department.objects.active()
    form = DepartmentsForm(list(rows), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _keep_departments(form, by=me(request))
        except NotKept as problem:
            form.add_error(problem.field, problem.words)
        else:
            forget_catalogue()
            return gone_on(request, Step.DEPARTMENTS)
    return show_step(request, Step.DEPARTMENTS, {"form": form}, 422 if form.errors else 200)


@transaction.atomic
def _keep_departments(form: DepartmentsForm, *, by: Person) -> None:
    """All of them or none. Raises ``NotKept``."""
    for field, department, name in form.renamed():
        with _under(field):
            change_department(department, by=by, name=name, offered=department.offered)
    for field, name in form.new():
        with _under(field):
            create_department(name, by=by)


@contextmanager
def _under(field: str) -> Iterator[None]:
    try:
        yield
    except DepartmentNameTaken as error:
        raise NotKept(field, gettext("Another department has this name.")) from error


def colleagues(request: VisitorRequest) -> HttpResponseBase:
    """Without an address it is left for later."""
    form = ColleaguesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = _invite(form, by=me(request))
        except NotKept as problem:
            form.add_error(problem.field, problem.words)
        else:
            if not invited:
                return gone_on(request, Step.COLLEAGUES, StepState.LATER)
            words = ngettext(
                "%(n)d invitation is on its way.", "%(n)d invitations are on their way.", invited
            )
            messages.success(request, words % {"n": invited})
            return gone_on(request, Step.COLLEAGUES)
    return show_step(request, Step.COLLEAGUES, {"form": form}, 422 if form.errors else 200)


@transaction.atomic
def _invite(form: ColleaguesForm, *, by: Person) -> int:
    """How many were invited: all of them or none. Raises ``NotKept``."""
    typed, invited = form.cleaned_data, []
    for address in typed["addresses"]:
        try:
            invited.append(invite_colleague(address, name="", role=Role(typed["role"]), by=by))
        except AddressTaken as error:
            words = gettext("A colleague has this address already: %(address)s.") % {"address": address}
            raise NotKept("addresses", words) from error
    for department in typed["departments"] if invited else ():
        set_members(department, [*department.members.all(), *invited], by=by)
    return len(invited)
