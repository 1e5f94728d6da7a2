"""The owner's own fields in a form of a customer, and their controls in any form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.tickets.values import read_value


class OwnField(forms.Field):
    """Gives back the text (or list of texts) that was typed, once the domain can read it.

    ``asked`` is false while another department is chosen, or other answers don't call for it: what stands
    there then doesn't count. ``needed`` says whether it can be left empty.
    """

    asked = True

    def __init__(self, own: CustomField) -> None:
        super().__init__(
            label=own.label, help_text=own.hint, required=own.required, widget=_widget(own)
        )  # fmt: skip
        self.own, self.needed = own, own.required

    def answer(self, raw: Any) -> Any:
        """What the rules of other fields read in it; None for what can't be read."""
        try:
            return read_value(self.own, raw)
        except ValueError:
            return None

    def clean(self, value: Any) -> Any:
        if not self.asked:
            return None
        try:
            read = read_value(self.own, value)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if read is None and self.needed:
            raise ValidationError(_("This is needed for your request."))
        return value if read is not None else None


def _widget(own: CustomField) -> forms.Widget:
    options = [(option, option) for option in own.options]
    match own.kind:
        case FieldKind.LONG_TEXT:
            return forms.Textarea(attrs={"rows": 4, "dir": "auto"})
        case FieldKind.YES_NO:
            return forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No"))])
        case FieldKind.CHOICE:
            return forms.Select(choices=[("", _("Choose one")), *options])
        case FieldKind.CHOICES:
            return forms.CheckboxSelectMultiple(choices=options)
        case FieldKind.DATE:
            return forms.DateInput(attrs={"type": "date"})
        case FieldKind.NUMBER:
            return forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"})
        case FieldKind.EMAIL:
            return forms.EmailInput(attrs={"dir": "ltr"})
        case FieldKind.URL:
            return forms.URLInput(attrs={"dir": "ltr"})
        case _:
            return forms.TextInput(attrs={"dir": "auto"})
