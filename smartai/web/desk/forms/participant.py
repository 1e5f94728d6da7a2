from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.web.ui.fields import AddressField


class ParticipantForm(forms.Form):
    """Somebody who is let into the conversation."""

    email = AddressField(
        help_text=_("They read the whole conversation and can answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
