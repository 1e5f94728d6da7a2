from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.lib.origins import origin_of
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField, WordsField

MOST_ORIGINS = 50


class NewPanelForm(SeenForm):
    name = LineField(label=_("Name"), help_text=_("For your team; customers never see it."), max_length=60)


class PanelForm(NewPanelForm):
    """``only_here`` are own fields of the request form that no other panel asks."""

    origins = WordsField(
        label=_("Sites that may embed it"),
        help_text=_("One address a line, as https://shop.example; no other site can show the panel."),
        rows=3,
        max_length=10_000,
        required=False,
    )
    active = forms.BooleanField(
        label=_("Embedding"),
        help_text=_("Off takes the panel from all other sites at once; requests and links stay."),
        required=False,
    )

    def __init__(self, data: Any = None, *, only_here: Sequence[str] = (), **more: Any) -> None:
        super().__init__(data, **more)
        if only_here:
            words = gettext("Asked only in this panel, and nowhere while this is off: %(names)s.")
            hint = f"{self.fields['active'].help_text} {words % {'names': ', '.join(only_here)}}"
            self.fields["active"].help_text = hint

    def clean_origins(self) -> str:
        """As browsers name them, so that the field shows what is compared."""
        typed = [line.strip() for line in str(self.cleaned_data["origins"]).splitlines() if line.strip()]
        for line in typed:
            if not origin_of(line):
                words = gettext("“%(line)s” is no address of a site. Write it as https://shop.example.")
                raise forms.ValidationError(words % {"line": line[:80]})
        if len(typed) > MOST_ORIGINS:
            raise forms.ValidationError(gettext("At most %(n)d sites.") % {"n": MOST_ORIGINS})
        return "\n".join(dict.fromkeys(origin_of(line) for line in typed))
