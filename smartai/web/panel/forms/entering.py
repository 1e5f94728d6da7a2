from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import hashers, password_validation
from django.utils.translation import gettext_lazy as _

from smartai.core.people.models import RegistrationField
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Ask
from smartai.lib.text import clean_text
from smartai.web.panel.forms.fields import AddressField, LineField

ANSWER = "answer-"


class SignInForm(forms.Form):
    """An address, and a password where the owner allows them; without one a code is sent."""

    email = AddressField(label=_("E-mail"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        if choices().sign_in.passwords:
            self.fields["password"] = _password(_("Password"), "current-password", required=False)
            self.fields["password"].help_text = _("Leave it empty to get a code by e-mail.")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=40,
        error_messages={"required": _("Type the six digits from the e-mail.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "data-code": "", "dir": "ltr"}
        ),
    )


class RegistrationForm(forms.Form):
    """What the owner asks new customers: each of it off, optional or required."""

    email = AddressField(label=_("E-mail"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        asks = choices().registration
        self._ask("name", asks.name, _("Your name"), autocomplete="name")
        self._ask("company", asks.company, _("Company"), longest=120, autocomplete="organization")
        self._ask("phone", asks.phone, _("Phone"), longest=40, autocomplete="tel")
        if asks.language != Ask.OFF:
            languages = [("", "—"), *settings.LANGUAGES]
            self.fields["language"] = forms.ChoiceField(
                label=_("Language"), choices=languages, required=asks.language == Ask.REQUIRED
            )
        self.questions = list(RegistrationField.objects.filter(removed_at=None))
        for question in self.questions:
            self.fields[f"{ANSWER}{question.pk}"] = LineField(
                longest=500, label=question.label, help_text=question.hint, required=question.required
            )
        self._ask_password()

    def _ask(self, name: str, ask: Ask, label: Any, *, longest: int = 200, autocomplete: str) -> None:
        if ask != Ask.OFF:
            self.fields[name] = LineField(
                longest=longest,
                label=label,
                required=ask == Ask.REQUIRED,
                attrs={"autocomplete": autocomplete},
            )

    def _ask_password(self) -> None:
        if choices().sign_in.passwords:
            needed = not choices().sign_in.create_without_password
            self.fields["password"] = _password(_("Password"), "new-password", required=needed)
            if not needed:
                self.fields["password"].help_text = _("May stay empty: then a code by e-mail signs you in.")

    def clean_password(self) -> str:
        password = clean_text(str(self.cleaned_data.get("password") or ""))
        if password:
            password_validation.validate_password(password)
        return password

    def registration(self) -> dict[str, Any]:
        """What takes effect once the address is proven; the password only as its hash."""
        typed = self.cleaned_data
        password = typed.get("password", "")
        return {
            **{name: typed.get(name, "") for name in ("name", "company", "phone", "language")},
            "answers": {
                str(q.pk): typed[f"{ANSWER}{q.pk}"] for q in self.questions if typed[f"{ANSWER}{q.pk}"]
            },
            "password_hash": hashers.make_password(password) if password else "",
        }


def _password(label: Any, autocomplete: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        required=required,
        strip=False,
        error_messages={"required": _("Choose a password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"}),
    )
