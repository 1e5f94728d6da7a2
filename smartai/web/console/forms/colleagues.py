"""Forms of colleagues: who they are to the help desk, and what becomes of their tickets when they leave."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.people.querysets import agents
from smartai.foundation.accounts.models import Person, Role
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import AddressField, LineField, RowsField

ROLES: dict[Role, Promise] = {
    Role.LIGHT: _("Light agent: reads the tickets of their departments and writes notes"),
    Role.AGENT: _("Agent: answers the tickets of their departments, writes help articles"),
    Role.SUPERVISOR: _("Supervisor: answers all tickets, keeps tags and shared replies, and who works where"),
    Role.OWNER: _("Owner: may do everything, these settings too"),
}
"""What one may do in each, in a line."""


class WorkForm(SeenForm):
    """What supervisors may change of a colleague."""

    departments = RowsField(
        label=_("Departments"),
        help_text=_("Whose tickets they see. Supervisors and owners see all; here they get e-mails."),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["departments"].queryset = Department.objects.active()  # type: ignore[attr-defined]  # a field of rows


class ColleagueForm(WorkForm):
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()), widget=forms.RadioSelect)

    field_order: tuple[str, ...] = ("role", "departments")


class InvitationForm(ColleagueForm):
    address = AddressField()
    name = LineField(label=_("Name"), max_length=200)

    field_order = ("address", "name", "role", "departments")


class DepartureForm(forms.Form):
    """Who gets the open tickets; nobody is an answer too."""

    heir = forms.ModelChoiceField(
        label=_("Their open tickets go to"),
        help_text=_("With nobody they stay in their departments, for everybody there to take."),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, data: Any = None, *, colleague: Person) -> None:
        super().__init__(data)
        self.fields["heir"].queryset = agents().exclude(pk=colleague.pk)  # type: ignore[attr-defined]  # a field of rows
