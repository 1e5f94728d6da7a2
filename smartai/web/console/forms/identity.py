from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartai.core.identities.models import KeyKind
from smartai.lib.site_keys import LONGEST_PEM, Algorithm, KeyProblem, UnfitKey, public_pem
from smartai.web.ui.fields import WordsField

PROBLEMS: dict[KeyProblem, Promise] = {
    KeyProblem.NOT_PEM: _("This is no public key in PEM form; it begins with -----BEGIN PUBLIC KEY-----."),
    KeyProblem.PRIVATE: _(
        "This is a private key, which belongs on your server only. Make a new pair; its public key goes here."
    ),
    KeyProblem.OTHER_KIND: _("This key is of another kind than the one chosen above."),
    KeyProblem.TOO_SHORT: _("An RSA key needs 2048 bits at least."),
    KeyProblem.TOO_LONG: _("An RSA key may have 8192 bits at most."),
}


class NewKeyForm(forms.Form):
    algorithm = forms.ChoiceField(
        label=_("Kind"),
        help_text=_(
            "Fixed for the key. A shared secret is the simplest; with a key of your own we hold no secret."
        ),
        choices=KeyKind.choices,
        initial=KeyKind.HS256,
    )
    public_key = WordsField(
        label=_("Your public key"),
        help_text=_("Only for a key of your own: what stands in the file of the public key, in PEM form."),
        rows=4,
        max_length=LONGEST_PEM,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        algorithm = typed.get("algorithm", KeyKind.HS256)
        if algorithm != KeyKind.HS256 and "public_key" in typed:
            try:
                public_pem(Algorithm(algorithm), typed["public_key"])
            except UnfitKey as unfit:
                self.add_error("public_key", str(PROBLEMS[unfit.problem]))
        return typed


class CheckForm(forms.Form):
    token = WordsField(
        label=_("Token"),
        help_text=_("It is looked at and forgotten: neither stored nor logged, and it can still be used."),
        rows=4,
        max_length=50_000,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["token"].widget.attrs |= {"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}
