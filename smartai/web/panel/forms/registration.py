from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import hashers, password_validation
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from smartai.core.people.models import RegistrationField
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Ask
from smartai.web.ui.fields import AddressField, LineField, PasswordField, PhoneField
from smartai.web.ui.languages import offered_languages


class RegistrationForm(forms.Form):
    """What the owner wants to know of a new customer."""

    address = AddressField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asks = choices().registration
        self._add("name", asks.name, LineField, _("Your name"), max_length=200)
        self._add("phone", asks.phone, PhoneField, _("Phone"))
        self._add("company", asks.company, LineField, _("Company"), max_length=120)
        if len(offered := offered_languages()) > 1:
            self._add("language", asks.language, forms.ChoiceField, _("Language"), choices=offered)
        for own in RegistrationField.objects.filter(removed_at=None):
            self.fields[f"answer_{own.pk}"] = LineField(
                label=own.label, help_text=own.hint, required=own.required, max_length=500
            )
        sign_in = choices().sign_in
        if sign_in.passwords and not (sign_in.create_without_password and sign_in.codes):
            self.fields["password"] = PasswordField(
                autocomplete="new-password",
                help_text=_("At least 10 characters. A few words are easy to remember and hard to guess."),
            )
        self._help_browsers()

    def _add(self, name: str, ask: Ask, kind: type[forms.Field], label: Any, **options: Any) -> None:
        if ask != Ask.OFF:
            self.fields[name] = kind(label=label, required=ask == Ask.REQUIRED, **options)

    def _help_browsers(self) -> None:
        for name, known_as in {"name": "name", "phone": "tel", "company": "organization"}.items():
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = known_as
        if "language" in self.fields:
            self.fields["language"].initial = translation.get_language()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def wanted(self) -> dict[str, Any]:
        """What waits, with the code, for the address to be proven. Costs as long as a password hash."""
        typed = self.cleaned_data
        answers = {
            name.removeprefix("answer_"): text
            for name, text in typed.items()
            if name.startswith("answer_") and text
        }
        return {
            "name": typed.get("name", ""),
            "phone": typed.get("phone", ""),
            "company": typed.get("company", ""),
            "language": typed.get("language", "") or translation.get_language() or "",
            "answers": answers,
            "password_hash": hashers.make_password(typed["password"]) if typed.get("password") else "",
        }
