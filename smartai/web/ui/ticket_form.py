from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.catalogue import catalogue
from smartai.lib.addresses import normal_address

LONGEST = 100_000
"""Characters of what the team writes."""
_AUTO = {"dir": "auto"}


def new_key() -> str:
    return secrets.token_urlsafe(24)


class NewTicketForm(forms.Form):
    """A ticket that an agent opens for a customer, beginning with what the team writes."""

    email = forms.CharField(
        label=_("Customer's e-mail"), max_length=254, widget=forms.TextInput(attrs={"type": "email"})
    )
    name = forms.CharField(
        label=_("Customer's name"),
        max_length=200,
        required=False,
        help_text=_("Used when the address is new to us."),
        widget=forms.TextInput(attrs=_AUTO),
    )
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs=_AUTO))
    department = forms.TypedChoiceField(label=_("Department"), coerce=int)
    priority = forms.TypedChoiceField(label=_("Priority"), coerce=int, required=False, empty_value=None)
    message = forms.CharField(
        label=_("Message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8, **_AUTO})
    )
    form_key = forms.CharField(max_length=48, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        known = catalogue()
        default = known.default_priority()
        kwargs["initial"] = {
            "form_key": new_key(),
            "priority": default.pk if default else None,
            "department": known.default_department().pk,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        self.uploaded: list[Any] = []
        department, priority = self.fields["department"], self.fields["priority"]
        assert isinstance(department, forms.ChoiceField)
        assert isinstance(priority, forms.ChoiceField)
        department.choices = [(one.pk, one.name) for one in known.active_departments]
        priority.choices = [("", "—"), *((one.pk, one.label) for one in known.priorities)]

    def clean_email(self) -> str:
        try:
            return normal_address(self.cleaned_data["email"])
        except ValueError as error:
            raise forms.ValidationError(gettext("Write an e-mail address like name@company.com.")) from error
