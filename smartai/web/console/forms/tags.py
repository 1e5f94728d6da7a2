from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.actions import tag_name
from smartai.core.tickets.models import Hue, Tag
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField


class TagForm(SeenForm):
    name = LineField(
        label=_("Name"), help_text=_("A word or two, in lower case, without a comma."), max_length=40
    )
    hue = forms.ChoiceField(label=_("Colour"), choices=[("", _("None")), *Hue.choices], required=False)

    def clean_name(self) -> str:
        name = tag_name(str(self.cleaned_data["name"]))
        if not name:
            raise forms.ValidationError(gettext("This is needed."))
        return name


class MergeForm(forms.Form):
    """By its name: there may be too many tags for a menu."""

    into = LineField(
        label=_("Merge it into"), max_length=40, widget=forms.TextInput(attrs={"list": "tags", "dir": "auto"})
    )

    def __init__(self, data: Any = None, *, tag: Tag) -> None:
        super().__init__(data)
        self.tag = tag

    def clean_into(self) -> Tag:
        other = Tag.objects.named(tag_name(str(self.cleaned_data["into"]))).first()
        if other is None or other.pk == self.tag.pk:
            raise forms.ValidationError(gettext("Write the name of another tag."))
        return other
