from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.web.ui.fields import LineField

LONGEST = 60


class AppCodeForm(forms.Form):
    """Six digits of an app, with spaces or in other numerals as they were pasted."""

    code = LineField(
        label=_("Code of your app"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "autofocus": True}
        ),
    )


class SecondStepForm(AppCodeForm):
    """Or one of the recovery codes, so letters can be typed too."""

    def __init__(self, *args: Any, autofocus: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].label = _("Code of your app, or a recovery code")
        attrs = self.fields["code"].widget.attrs
        del attrs["inputmode"]
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
        if not autofocus:
            del attrs["autofocus"]
