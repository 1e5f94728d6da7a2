from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.models import Category
from smartai.core.people.querysets import agents
from smartai.foundation.accounts.models import Person

FARTHEST = timedelta(days=20 * 366)


class ChosenArticlesForm(forms.Form):
    """What to do with the chosen articles. An empty owner, day or category takes it away."""

    do = forms.ChoiceField(
        choices=[(name, name) for name in ("archive", "restore", "owner", "plan", "review", "move")],
        error_messages={"required": _("Choose what to do with them.")},
    )  # fmt: skip
    owner = forms.ModelChoiceField(queryset=Person.objects.none(), required=False)
    review_on = forms.DateField(
        required=False, error_messages={"invalid": _("Write a date like 2027-01-31.")}
    )
    into = forms.ModelChoiceField(queryset=Category.objects.all(), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["owner"].queryset = agents()  # type: ignore[attr-defined]  # a choice field has one

    def clean(self) -> dict[str, Any]:
        """Only what is done is looked at; an owner that is gone is not the same as none."""
        needed = {"owner": "owner", "move": "into", "plan": "review_on"}.get(str(self.cleaned_data.get("do")))
        for name in ("owner", "into", "review_on"):
            if name != needed:
                self.errors.pop(name, None)
        day = self.cleaned_data.get("review_on")
        if needed == "review_on" and day and not _is_near(day):
            self.add_error("review_on", _("Choose a day within the next twenty years."))
        return self.cleaned_data


def _is_near(day: Any) -> bool:
    today = timezone.localdate()
    return bool(today <= day <= today + FARTHEST)
