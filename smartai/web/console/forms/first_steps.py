"""Forms of the first steps: short forms of what the settings have, saved by the same actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.workspace.groups import Brand
from smartai.foundation.accounts.models import Role
from smartai.foundation.mail.smtp_url import SmtpServer
from smartai.lib.addresses import normal_address
from smartai.web.console.forms.colleagues import ColleagueForm
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.forms.panels import PanelForm
from smartai.web.ui.fields import LineField, PasswordField, RowsField, WordsField

SUGGESTED: Final = (_("Sales"), _("Billing"))
MOST_INVITED: Final = 30


class LookForm(GroupForm):
    """Name, colour and logo; the rest of the look stays as it is."""

    def __init__(self, stored: Brand, data: Any = None, files: Any = None) -> None:
        super().__init__(Brand, stored, data, files)
        for name in set(self.fields) - {"name", "colour", "logo"}:
            del self.fields[name]


class DepartmentsForm(forms.Form):
    """A field for each department, and some for new ones."""

    def __init__(self, departments: Sequence[Department], data: Any = None) -> None:
        super().__init__(data)
        self.departments = list(departments)
        for one in self.departments:
            self.fields[f"name_{one.pk}"] = LineField(label=_("Department"), max_length=80, initial=one.name)
        for number, name in enumerate(SUGGESTED, 1):
            field = LineField(label=_("Another one"), max_length=80, required=False)
            field.widget.attrs["placeholder"] = gettext("For example %(name)s") % {"name": name}
            self.fields[f"new_{number}"] = field

    def renamed(self) -> list[tuple[str, Department, str]]:
        """Field, department and new name of those that have another one."""
        named = [(f"name_{one.pk}", one) for one in self.departments]
        return [(field, one, name) for field, one in named if (name := self.cleaned_data[field]) != one.name]

    def new(self) -> list[tuple[str, str]]:
        """Field and name of those that were typed."""
        fields = [f"new_{number}" for number, _name in enumerate(SUGGESTED, 1)]
        return [(field, self.cleaned_data[field]) for field in fields if self.cleaned_data[field]]


class SitesForm(PanelForm):
    """The sites alone."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["name"], self.fields["active"]


class ColleaguesForm(forms.Form):
    addresses = WordsField(
        label=_("E-mail addresses"),
        help_text=_("One a line. Everybody gets a mail with the way in; names can be written later."),
        rows=4,
        max_length=10_000,
        required=False,
    )
    role = ColleagueForm.base_fields["role"]
    departments = RowsField(
        label=_("They work in"),
        help_text=_("Agents see the tickets of their departments."),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None) -> None:
        active = Department.objects.active()
        super().__init__(data, initial={"role": Role.AGENT, "departments": list(active)})
        self.fields["addresses"].widget.attrs["dir"] = "ltr"
        self.fields["departments"].queryset = active  # type: ignore[attr-defined]  # a field of rows

    def clean_addresses(self) -> list[str]:
        typed = [line.strip(" \t,;") for line in str(self.cleaned_data["addresses"]).splitlines()]
        found: dict[str, None] = {}
        for line in filter(None, typed):
            try:
                found[normal_address(line)] = None
            except ValueError:
                words = gettext("“%(line)s” is no e-mail address. Write one a line, like name@company.com.")
                raise forms.ValidationError(words % {"line": line[:80]}) from None
        if len(found) > MOST_INVITED:
            raise forms.ValidationError(gettext("At most %(n)d at once.") % {"n": MOST_INVITED})
        return list(found)


class MailServerForm(forms.Form):
    """A server that is tried out, and that the server's variable then names."""

    host = LineField(
        label=_("Mail server"),
        max_length=253,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "placeholder": "mail.example.com", "spellcheck": "false"}
        ),
    )
    port = forms.IntegerField(
        label=_("Port"),
        help_text=_("587 begins unencrypted and encrypts at once; 465 is encrypted from the first byte."),
        min_value=1,
        max_value=65_535,
        initial=587,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric"}),
    )
    user = LineField(
        label=_("User"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
    password = PasswordField(autocomplete="new-password", required=False)

    def clean_host(self) -> str:
        host = str(self.cleaned_data["host"])
        if not all(sign.isalnum() or sign in ".-_:" for sign in host):
            raise forms.ValidationError(gettext("Write the name of the server alone, like mail.example.com."))
        return host

    def server(self) -> SmtpServer:
        typed = self.cleaned_data
        port = int(typed["port"])
        return SmtpServer(
            typed["host"], port, tls=port == 465, user=typed["user"], password=typed["password"]
        )
