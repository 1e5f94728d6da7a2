"""Form fields that customers type into: forgiving in what they take, exact in what they say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.models import CustomField, FieldKind
from smartai.lib.addresses import normal_address
from smartai.lib.text import clean_text, one_line

WRITE_AN_ADDRESS = _("Write an e-mail address like name@company.com.")
INPUT_TYPES = {FieldKind.DATE: "date", FieldKind.EMAIL: "email", FieldKind.URL: "url"}


class LineField(forms.CharField):
    """One line. What no database keeps is dropped instead of being an error to the writer."""

    def __init__(self, *, longest: int, **more: Any) -> None:
        words = {"max_length": _("At most %(limit_value)d characters."), "required": _("This is needed.")}
        attributes = {"dir": "auto", **more.pop("attrs", {})}
        super().__init__(
            max_length=longest, error_messages=words, widget=forms.TextInput(attrs=attributes), **more
        )

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class LetterField(forms.CharField):
    """Paragraphs, as typed."""

    def __init__(self, *, longest: int, rows: int, **more: Any) -> None:
        words = {
            "max_length": _("At most %(limit_value)d characters. Add a file for the rest."),
            "required": _("Write what happened, so that we can help."),
        }
        area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(max_length=longest, error_messages=words, widget=area, **more)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "").strip()


class AddressField(forms.CharField):
    """An e-mail address, in its normal form."""

    def __init__(self, **more: Any) -> None:
        attributes = {"type": "email", "autocomplete": "email", "dir": "ltr", "inputmode": "email"}
        words = {"required": _("Add your e-mail so that we can answer."), "max_length": WRITE_AN_ADDRESS}
        super().__init__(
            max_length=254, error_messages=words, widget=forms.TextInput(attrs=attributes), **more
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return normal_address(text)
        except ValueError as error:
            raise forms.ValidationError(WRITE_AN_ADDRESS) from error


def form_field(field: CustomField) -> forms.Field:
    """The control of one of the owner's fields; ``read_value`` reads and judges what was typed."""
    common: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    match field.kind:
        case FieldKind.CHOICES:
            options = [(option, option) for option in field.options]
            made: forms.Field = _AnyOf(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case FieldKind.CHOICE:
            made = _OneOf(choices=[("", "—"), *((one, one) for one in field.options)], **common)
        case FieldKind.YES_NO:
            made = _OneOf(choices=[("", "—"), ("yes", _("Yes")), ("no", _("No"))], **common)
        case FieldKind.LONG_TEXT:
            made = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), **common)
        case _:
            kind = INPUT_TYPES.get(FieldKind(field.kind), "text")
            made = forms.CharField(widget=forms.TextInput(attrs={"type": kind, "dir": "auto"}), **common)
    made.required = False
    made.starred = field.required  # type: ignore[attr-defined]  # asked for by the department, not by the browser
    return made


class _OneOf(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        """``read_value`` says what is wrong, in the same words for every door."""


class _AnyOf(forms.MultipleChoiceField):
    def validate(self, value: Any) -> None:
        """See ``_OneOf``."""
