from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from smartai.web.ui.fields import LineField, PasswordField


class CodeForm(forms.Form):
    """Six digits, with spaces or in other numerals as they were pasted."""

    code = LineField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "dir": "ltr",
                "data-code": "",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        """Arabic and Persian digits are digits too."""
        typed: str = self.cleaned_data["code"]
        return "".join(str(int(digit)) for digit in typed if digit.isdecimal())


class NewPasswordForm(CodeForm):
    password = PasswordField(
        autocomplete="new-password",
        label=_("New password"),
        help_text=_("At least 10 characters. A few words are easy to remember and hard to guess."),
    )
    field_order = ["password", "code"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].widget.attrs["autofocus"] = self.fields["code"].widget.attrs.pop("autofocus")

    def clean_password(self) -> str:
        """Checked before the code is, so that a weak one uses up no code."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password
