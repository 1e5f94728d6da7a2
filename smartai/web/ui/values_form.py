"""The owner's own fields in a form of the team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.catalogue import Catalogue, catalogue
from smartai.core.tickets.models import CustomField, FieldKind, Ticket
from smartai.core.workspace.choices import choices
from smartai.web.ui.form_pieces import Piece, piece_of
from smartai.web.ui.frame import labels

_TYPES = {
    FieldKind.NUMBER: "text",
    FieldKind.DATE: "date",
    FieldKind.EMAIL: "email",
    FieldKind.URL: "url",
}


class ValuesForm(forms.Form):
    """The owner's own fields of a ticket, or of one that is not opened yet: then of every department.

    Texts are read by ``read_value``, which knows every kind.
    """

    def __init__(
        self,
        *args: Any,
        ticket: Ticket | None = None,
        stored: Mapping[int, Any] | None = None,
        lists: Catalogue | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"prefix": "value", **kwargs})
        self.lists, self.ticket = lists or catalogue(), ticket
        for field in self.lists.fields_of(ticket) if ticket else self.lists.fields_for(None):
            self.fields[str(field.pk)] = _form_field(field)
            if stored and field.pk in stored:
                self.initial[str(field.pk)] = _typed(stored[field.pk])

    def typed(self) -> dict[int, Any]:
        """What was typed, by field id, for ``set_values``."""
        return {int(name): self.cleaned_data.get(name) for name in self.fields}

    def pieces(self) -> Iterator[Piece]:
        by_key = {field.key: field for field in self.lists.fields}
        known = labels(choices())
        for name in self.fields:
            yield piece_of(
                by_key[name], self[name], self.lists, known, name_of=self._name_of,
                department_given=self.ticket is not None,
            )  # fmt: skip

    def _name_of(self, key: str) -> str:
        return self.add_prefix(key) if key.isdecimal() else key

    def add_problems(self, problems: Mapping[int, str]) -> None:
        for pk, sentence in problems.items():
            self.add_error(str(pk) if str(pk) in self.fields else None, sentence)


def _form_field(field: CustomField) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    match field.kind:
        case FieldKind.CHOICES:
            options = [(option, option) for option in field.options]
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case FieldKind.CHOICE:
            return forms.ChoiceField(choices=[("", "—"), *((one, one) for one in field.options)], **common)
        case FieldKind.YES_NO:
            return forms.ChoiceField(choices=[("", "—"), ("yes", _("Yes")), ("no", _("No"))], **common)
        case FieldKind.LONG_TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), **common)
        case _:
            kind = _TYPES.get(FieldKind(field.kind), "text")
            return forms.CharField(widget=forms.TextInput(attrs={"type": kind, "dir": "auto"}), **common)


def _typed(value: Any) -> Any:
    """A stored value as the form shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
