from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.foundation.accounts.secrets import hashed, new_token
from smartai.lib.text import clean_text
from smartai.web.panel.doors import Door
from smartai.web.ui.attached import Attached

LONGEST = 50_000


class LetterField(forms.CharField):
    """What no database keeps (NUL, lone surrogates) is dropped instead of being an error to the writer."""

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "").strip()


class ReplyForm(forms.Form):
    """A letter needs words or a file. ``key`` makes a form that is sent twice one letter."""

    text = LetterField(
        label=_("Your reply"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": _("At most %(limit_value)d characters. Add a file for the rest.")},
    )
    key = LetterField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, attached: Attached | None = None) -> None:
        super().__init__(data, initial={"key": new_token()})  # type: ignore[arg-type]
        self.attached = attached or Attached()

    def clean(self) -> dict[str, object]:
        for problem in self.attached.problems:
            self.add_error(None, problem)
        if not self.errors and not self.cleaned_data["text"] and not self.attached.files:
            self.add_error("text", gettext("Write something, or add a file."))
        return self.cleaned_data

    def form_key(self, door: Door) -> str | None:
        """The writer's own, so that nobody's key meets another's."""
        key = self.data.get("key", "")[:100]
        return hashed(f"reply:{door.person.pk}:{door.ticket.pk}:{key}") if key else None
