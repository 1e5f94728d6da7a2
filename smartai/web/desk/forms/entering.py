from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.lib.addresses import normal_address
from smartai.lib.text import clean_text


def _email() -> forms.CharField:
    return forms.CharField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "username", "dir": "ltr"}),
    )


class AddressForm(forms.Form):
    email = _email()

    def clean_email(self) -> str:
        try:
            return normal_address(self.cleaned_data["email"])
        except ValueError as error:
            raise forms.ValidationError(gettext("Write an e-mail address like name@company.com.")) from error


class SignInForm(AddressForm):
    """Without a password a code is sent."""

    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        required=False,
        strip=False,
        help_text=_("Leave it empty to get a code by e-mail."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "data-code": "", "dir": "ltr"}
        ),
    )


class FirstOwnerForm(AddressForm):
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        help_text=_("At least 10 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    field_order = ["name", "email", "password"]

    def clean_password(self) -> str:
        return clean_text(str(self.cleaned_data["password"]))
