from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.identities.models import SignInProvider
from smartai.foundation.openid.documents import is_local, is_safe_address
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField, WordsField

MOST_DOMAINS: Final = 100
_DOMAIN: Final = re.compile(r"(?=.{4,253}$)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_PLAIN: Final = {"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}


class ProviderForm(SeenForm):
    """The secret is typed into the page and never comes back with it."""

    name = LineField(label=_("Name"), help_text=_("Stands on the button: “Continue with …”."), max_length=60)
    issuer = LineField(
        label=_("Issuer"),
        help_text=_(
            "The provider's address, exactly as it writes it itself, as https://accounts.google.com."
        ),
        max_length=500,
        widget=forms.TextInput(attrs=_PLAIN),
    )
    client_id = LineField(
        label=_("Client ID"),
        help_text=_("By which the provider knows this help desk."),
        max_length=300,
        widget=forms.TextInput(attrs=_PLAIN),
    )
    secret = forms.CharField(
        label=_("Client secret"),
        help_text=_("Kept sealed, and never shown again."),
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={**_PLAIN, "autocomplete": "new-password"}),
    )
    no_secret = forms.BooleanField(label=_("Take the saved secret away"), required=False)
    for_team = forms.BooleanField(
        label=_("For the team"),
        help_text=_("Only colleagues who are one already come in by it."),
        required=False,
    )
    for_customers = forms.BooleanField(
        label=_("For customers"), help_text=_("It never lets anybody into the desk."), required=False
    )
    creates = forms.BooleanField(
        label=_("Unknown customers too"),
        help_text=_("Somebody without an account gets one as a customer; off lets in only whom you know."),
        required=False,
    )
    domains = WordsField(
        label=_("E-mail addresses of"),
        help_text=_("Domains that may come in, one a line, as northwind.example; empty lets all of them."),
        rows=3,
        max_length=20_000,
        required=False,
    )

    def __init__(self, data: Any = None, *, provider: SignInProvider | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["domains"].widget.attrs |= _PLAIN
        if provider and provider.sealed_secret:
            self.fields["secret"].widget.attrs["placeholder"] = gettext("Saved")
            self.fields["secret"].help_text = gettext("Empty keeps the one that is saved.")
        else:
            del self.fields["no_secret"]

    def clean_issuer(self) -> str:
        issuer = str(self.cleaned_data["issuer"])
        if not is_safe_address(issuer, local=is_local(issuer)) or "?" in issuer:
            raise ValidationError(gettext("Write the whole address, beginning with https://."))
        return issuer

    def clean_client_id(self) -> str:
        name = str(self.cleaned_data["client_id"])
        if not name.isascii():
            raise ValidationError(
                gettext("Copy it from the provider: it has plain letters, digits and signs.")
            )
        return name

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"])
        if not (secret.isascii() and secret.isprintable()):
            raise ValidationError(
                gettext("Copy it from the provider: it has plain letters, digits and signs.")
            )
        return secret

    def clean_domains(self) -> str:
        typed = [
            line.strip().lower().removeprefix("@") for line in str(self.cleaned_data["domains"]).splitlines()
        ]
        found = list(dict.fromkeys(line for line in typed if line))
        for line in found:
            if not _DOMAIN.fullmatch(line):
                words = gettext("“%(line)s” is no domain. Write it as northwind.example.")
                raise ValidationError(words % {"line": line[:80]})
        if len(found) > MOST_DOMAINS:
            raise ValidationError(gettext("At most %(n)d domains.") % {"n": MOST_DOMAINS})
        return "\n".join(found)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not (typed.get("for_team") or typed.get("for_customers")):
            self.add_error("for_customers", gettext("Say for whom it is: the team, customers, or both."))
        if typed.get("creates") and not typed.get("for_customers"):
            self.add_error("creates", gettext("Only customers get an account here: colleagues are invited."))
        return typed

    def values(self) -> dict[str, Any]:
        """As ``save_provider`` takes them: a secret is new, taken away (""), or stays (None)."""
        typed = dict(self.cleaned_data)
        taken_away = typed.pop("no_secret", False)
        typed["secret"] = typed["secret"] or ("" if taken_away else None)
        typed["domains"] = str(typed["domains"]).splitlines()
        return typed
