from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.web.ui.ticket_form import LONGEST, new_key

MOST_ARTICLES = 20


class LetterForm(forms.Form):
    """An answer or a note. ``last_message_id`` is the newest letter that the writer had on the page."""

    kind = forms.ChoiceField(choices=[("reply", "reply"), ("note", "note")])
    body = forms.CharField(
        label=_("Text"), required=False, strip=False, max_length=LONGEST, widget=forms.Textarea
    )
    then = forms.ChoiceField(
        choices=[("waiting", "waiting"), ("solved", "solved"), ("open", "open")], required=False
    )
    last_message_id = forms.IntegerField(required=False, min_value=0, max_value=2**62)
    form_key = forms.CharField(max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"kind": "reply", "form_key": new_key(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.uploaded: list[Any] = []
        """Files that were uploaded already and wait with the form."""
        self.articles = _numbers(args[0].getlist("article")) if args and hasattr(args[0], "getlist") else []
        """Articles whose text was put into it; whether it still stands there is looked at when it is sent."""


def _numbers(values: list[str]) -> list[int]:
    numbers = (int(value) for value in values[:MOST_ARTICLES] if value.isascii() and value.isdecimal())
    return [number for number in dict.fromkeys(numbers) if number < 2**62]
