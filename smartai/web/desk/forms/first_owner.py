from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.lib.text import clean_text
from smartai.web.ui.fields import AddressField


class FirstOwnerForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    email = AddressField()
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        help_text=_("At least 10 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        return clean_text(str(self.cleaned_data["password"]))
