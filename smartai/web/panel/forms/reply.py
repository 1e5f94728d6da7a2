from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.foundation.accounts.secrets import new_token
from smartai.web.ui.attached import Attached
from smartai.web.ui.fields import WordsField

LONGEST = 50_000


class ReplyForm(forms.Form):
    """A letter needs words or a file. ``key`` makes a form that is sent twice one letter."""

    text = WordsField(max_length=LONGEST, rows=4, label=_("Your reply"), required=False)

    def __init__(self, data: QueryDict | None = None, *, attached: Attached | None = None) -> None:
        super().__init__(data)
        self.attached = attached or Attached()
        self.key = str(data.get("key", ""))[:100] if data else new_token()

    def clean(self) -> dict[str, object]:
        for problem in self.attached.problems:
            self.add_error(None, problem)
        if not self.errors and not self.cleaned_data["text"] and not self.attached.files:
            self.add_error("text", gettext("Write something, or add a file."))
        return self.cleaned_data
