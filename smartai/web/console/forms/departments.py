"""Forms of departments: what they are called, who works there, and where their tickets go in the end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.people.querysets import team
from smartai.foundation.accounts.models import Person
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField, RowsField


class NewDepartmentForm(SeenForm):
    name = LineField(label=_("Name"), max_length=80)


class MembersForm(SeenForm):
    """What supervisors may change of a department."""

    members = RowsField(
        label=_("Members"),
        help_text=_("They see this department's tickets; those who answer get its e-mails."),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["members"].queryset = team()  # type: ignore[attr-defined]  # a field of rows


class DepartmentForm(MembersForm):
    name = LineField(label=_("Name"), max_length=80)
    offered = forms.BooleanField(
        label=_("Customers may choose it"), help_text=_("Off hides it in the request form."), required=False
    )

    field_order = ("name", "offered", "members")


class ArchiveForm(forms.Form):
    """Where the open tickets of a department go; nowhere is an answer too."""

    into = forms.ModelChoiceField(
        label=_("Its open tickets go to"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("Nowhere: they stay there"),
    )

    def __init__(self, data: Any = None, *, department: Department) -> None:
        super().__init__(data)
        others = Department.objects.active().exclude(pk=department.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]  # a field of rows
