"""Form fields for words from outside: what no database keeps is dropped instead of being an error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.lib.addresses import normal_address
from smartai.lib.text import clean_text, one_line

NEEDED: dict[str, Any] = {"required": _("This is needed.")}
FEWEST_DIGITS = 3
TOO_LONG = {"max_length": _("At most %(limit_value)d characters; these are %(show_value)d.")}


class LineField(forms.CharField):
    """One line: no breaks, no controls, no direction overrides."""

    default_error_messages = {**NEEDED, **TOO_LONG}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"dir": "auto"}))
        super().__init__(**options)

    def to_python(self, value: object) -> str:
        return one_line(super().to_python(value) or "")


class PhoneField(LineField):
    """As somebody writes it; digits of any script are in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, validators=[_has_digits], **options)


def _has_digits(number: str) -> None:
    if sum(character.isdigit() for character in number) < FEWEST_DIGITS:
        raise ValidationError(gettext("Write the number with its digits."))


class WordsField(forms.CharField):
    """Several lines."""

    default_error_messages = {**NEEDED, **TOO_LONG}

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**options)

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "").strip()


class AddressField(forms.CharField):
    """An e-mail address, given back in its normal form."""

    default_error_messages = NEEDED

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("E-mail"))
        attrs = {"autocomplete": "email", "inputmode": "email", "spellcheck": "false", "dir": "ltr"}
        options.setdefault("widget", forms.EmailInput(attrs=attrs))
        super().__init__(**options)

    def to_python(self, value: object) -> str:
        text = str(super().to_python(value) or "").strip()
        if not text:
            return ""
        try:
            if "\ufffd" in text:  # what stands for bytes that are no text
                raise ValueError("not an e-mail address")
            return normal_address(text)
        except ValueError as error:
            raise ValidationError(gettext("Write an e-mail address like name@company.com.")) from error


class PasswordField(forms.CharField):
    """Taken as it is typed; longer than anybody's is refused before it is hashed."""

    default_error_messages = NEEDED

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        options.setdefault("label", _("Password"))
        options.setdefault("strip", False)
        options.setdefault("max_length", 1000)
        options.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": autocomplete}))
        super().__init__(**options)

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "")


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows by their numbers. One that no column holds is no choice, instead of an error of the database."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if not (str(number).isascii() and str(number).isdecimal() and len(str(number)) < 19):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": number}
                )
        return super().clean(value)
