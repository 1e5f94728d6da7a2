from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.saved_replies.reads import PLACEHOLDERS
from smartai.lib.placeholders import unknown_names
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField, WordsField

LONGEST: Final = 20_000
OWN: Final = "own"
ALL: Final = "all"


class SavedReplyForm(SeenForm):
    """``offered_to`` is one's own, the whole team, or a department by its id; only supervisors share."""

    name = LineField(label=_("Name"), max_length=80)
    text = WordsField(label=_("Text"), rows=10, max_length=LONGEST)
    offered_to = forms.ChoiceField(label=_("Who uses it"))

    def __init__(self, data: Any = None, *, may_share: bool, **more: Any) -> None:
        super().__init__(data, **more)
        options = [(OWN, gettext("Only me"))]
        if may_share:
            options.append((ALL, gettext("The whole team")))
            options += [(str(row.pk), row.name) for row in Department.objects.active()]
        self.fields["offered_to"].choices = options  # type: ignore[attr-defined]  # a choice field has them
        if not may_share:
            del self.fields["offered_to"]

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if unknown := unknown_names(text, PLACEHOLDERS):
            names = ", ".join(f"{{{name}}}" for name in unknown[:5])
            raise forms.ValidationError(
                gettext("Nothing is known to put in for: %(names)s") % {"names": names}
            )
        return text

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        to = str(self.cleaned_data.get("offered_to", OWN))
        department = None if to in (OWN, ALL) else Department.objects.active().get(pk=to)
        return {
            "name": self.cleaned_data["name"],
            "text": self.cleaned_data["text"],
            "shared": to != OWN,
            "department": department,
        }
