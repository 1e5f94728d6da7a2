"""A form made of a group of choices: the group's types say which control, its bounds what is wrong."""

from __future__ import annotations

import zoneinfo
from enum import StrEnum
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from smartai.core.tickets.catalogue import catalogue
from smartai.core.workspace.groups import Ask, FieldUse, FirstPage, Group, Labels, Policy, Side, Unsure
from smartai.core.workspace.models import ChoiceDraft
from smartai.foundation.captcha.registry import OUTSIDE
from smartai.lib.text import clean_text
from smartai.web.console.forms.seen import SeenForm, hash_of, read_seen
from smartai.web.console.forms.stopped import PUBLISH

OPTION_WORDS: dict[StrEnum, Any] = {
    FieldUse.REQUIRED: _("Required"),
    FieldUse.OPTIONAL: _("Optional"),
    FieldUse.HIDDEN: _("Hidden"),
    Policy.OPEN: _("Everybody, without an account"),
    Policy.CODE: _("Whoever proves the e-mail address with a code"),
    Policy.ACCOUNT: _("Only people with an account"),
    Side.END: _("Where lines end"),
    Side.START: _("Where lines begin"),
    FirstPage.SIGN_IN: _("Sign in"),
    FirstPage.REGISTER: _("Register"),
    FirstPage.REDIRECT: _("Your own page"),
    Unsure.LIMIT: _("Let in, with stricter limits"),
    Unsure.HOLD: _("Keep requests for a look"),
    Ask.OFF: _("Not asked"),
    Ask.OPTIONAL: _("Optional"),
    Ask.REQUIRED: _("Required"),
}
COMPANIES = {
    "recaptcha-v2": "Google reCAPTCHA v2",
    "recaptcha-v3": "Google reCAPTCHA v3",
    "turnstile": "Cloudflare Turnstile",
    "hcaptcha": "hCaptcha",
}
CHECKS = [("proof-of-work", _("Short calculation")), *COMPANIES.items(), ("off", _("Off"))]
LONG = 200  # characters from which a text gets several lines
LONGEST_TYPED = 10_000  # of what is wrong and still kept in a draft


class GroupForm(SeenForm):
    """``logo`` is a file; every other field keeps the name of its choice.

    A secret is typed into the page and never comes back with it: empty keeps it, ``no_…`` takes it away.
    What the ``draft`` holds stands in place of what is stored.
    """

    stopped = PUBLISH

    def __init__(
        self,
        group: type[Group],
        stored: Group,
        data: Any = None,
        files: Any = None,
        draft: ChoiceDraft | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.draft = draft
        typed = draft.values if draft else {}
        for name in group.model_fields:
            label, hint = group.words_of(name)
            field = _control(group, name)
            field.label, field.help_text, field.required = str(label), str(hint), False
            hidden = name == "logo" or name in group.secrets
            field.initial = None if hidden else typed.get(name, getattr(stored, name))
            self.fields[name] = field
            if name in group.secrets and getattr(stored, name):
                field.widget.attrs["placeholder"] = gettext("Saved")
                label = _("Take the saved secret key away")
                self.fields[f"no_{name}"] = forms.BooleanField(label=label, required=False)
            if group is Labels:
                field.widget.attrs["placeholder"] = str(label)
        self.group, self.stored = group, stored

    def values(self) -> dict[str, Any]:
        """What was chosen, as the group takes it. What is no number stays text, for the group to refuse."""
        taken_away = {name: "" for name in self.group.secrets if self.cleaned_data.get(f"no_{name}")}
        return taken_away | {name: value for name, value in self.cleaned_data.items() if self._counts(name)}

    def companies(self) -> list[dict[str, Any]]:
        """Whose keys the page takes, each with the names of its fields."""
        return [
            {"check": check, "name": name, "fields": [one for one in self.fields if _is_of(check, one)]}
            for check, name in COMPANIES.items()
            if "check" in self.fields
        ]

    def drawn_apart(self) -> set[str]:
        """What stands with its company and not in the row of the others."""
        fields = [one["fields"] for one in self.companies()]
        return {"unsure", *(name for names in fields for name in names)} if fields else set()

    def _counts(self, name: str) -> bool:
        if name in self.group.secrets:
            return bool(self.cleaned_data[name])
        return name != "logo" and name in self.group.model_fields

    def shown(self) -> dict[str, Any]:
        """Without secrets: not even a hash of one goes into a page."""
        return self.stored.model_dump(exclude=set(self.group.secrets))

    def hashed(self) -> dict[str, str]:
        """Of what the draft changed that which stood there then: it may be another value by now."""
        known, began = super().hashed(), self.draft.seen if self.draft else {}
        return {name: began.get(name, one) for name, one in known.items()}

    def changed(self) -> dict[str, Any]:
        """Of a sent form what is neither as it was seen nor as stored; no secret, and not the picture."""
        seen, shown = read_seen(self.seen), self.shown()
        values = {name: self.cleaned_data.get(name, self._typed(name)) for name in shown if name != "logo"}
        return {
            name: value
            for name, value in values.items()
            if hash_of(value) not in (seen.get(name, ""), hash_of(shown[name]))
        }

    def _typed(self, name: str) -> str:
        return clean_text(str(self.data.get(name, "")))[:LONGEST_TYPED]

    def clean(self) -> dict[str, Any]:
        """A check that cannot work is not switched on."""
        check = self.cleaned_data.get("check", "")
        if check in OUTSIDE and not self.errors:
            name, values = check.replace("-", "_"), self.stored.model_dump() | self.values()
            for key in (f"{name}_site_key", f"{name}_secret"):
                if not values[key]:
                    self.add_error(key, gettext("This check needs both of its keys."))
        return self.cleaned_data

    def add_problems(self, error: ValidationError) -> None:
        """Says under each field how to mend it; the group's own sentences are kept."""
        for problem in error.errors():
            name = str(problem["loc"][0])
            self.add_error(name if name in self.fields else None, _sentence(problem))


def _is_of(check: str, field: str) -> bool:
    return field.removeprefix("no_").startswith(check.replace("-", "_"))


def _control(group: type[Group], name: str) -> forms.Field:
    kind = group.model_fields[name].annotation
    if name == "logo":
        return forms.FileField(widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}))
    if name == "languages":
        return forms.MultipleChoiceField(
            choices=list(settings.LANGUAGES), widget=forms.CheckboxSelectMultiple
        )
    options = None if isinstance(kind, type) and issubclass(kind, StrEnum) else options_of(name)
    if options is not None:
        return forms.ChoiceField(choices=options)
    if kind is bool:
        return forms.BooleanField()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return forms.ChoiceField(choices=[(option.value, OPTION_WORDS[option]) for option in kind])
    if name in group.secrets:
        attributes = {"dir": "ltr", "autocomplete": "new-password", "spellcheck": "false"}
        return forms.CharField(widget=forms.PasswordInput(attrs=attributes))
    if name.endswith("_site_key"):
        return forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}))
    if kind is float:
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}))
    if kind is int:
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}))
    return _text(group, name)


def options_of(name: str) -> list[tuple[Any, Any]] | None:
    match name:
        case "language":
            return list(settings.LANGUAGES)
        case "time_zone":
            return [
                (zone, zone)
                for zone in ["UTC", *sorted(z for z in zoneinfo.available_timezones() if "/" in z)]
            ]
        case "check":
            return CHECKS
        case "default_department":
            return [(0, _("The first one")), *((one.pk, one.name) for one in catalogue().active_departments)]
        case "default_priority":
            return [(0, _("As marked in the list")), *((one.pk, one.label) for one in catalogue().priorities)]
    return None


def _text(group: type[Group], name: str) -> forms.CharField:
    bounds = [getattr(one, "max_length", None) for one in group.model_fields[name].metadata]
    longest = next((bound for bound in bounds if bound), LONG)
    if name == "colour":
        return forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}))
    if longest >= LONG and not name.endswith("url"):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}), strip=False)
    return forms.CharField(widget=forms.TextInput(attrs={"dir": "auto"}))


def _sentence(problem: ErrorDetails) -> str:
    bounds = problem.get("ctx", {})
    match problem["type"]:
        case "greater_than_equal":
            return gettext("At least %(bound)s.") % {"bound": bounds["ge"]}
        case "less_than_equal":
            return gettext("At most %(bound)s.") % {"bound": bounds["le"]}
        case "string_too_long":
            return gettext("At most %(bound)s characters.") % {"bound": bounds["max_length"]}
        case "string_too_short":
            return gettext("This is needed.")
        case "string_pattern_mismatch":
            if problem["loc"][0] == "colour":
                return gettext("Write a colour like #056d79.")
            return gettext("A key has letters, digits and a few signs. Copy all of it, and nothing else.")
        case "float_parsing" | "finite_number":
            return gettext("Write a number such as 0.5.")
        case "int_parsing" | "int_from_float" | "int_parsing_size":
            return gettext("Write a whole number.")
        case "value_error":
            return str(bounds.get("error", problem["msg"]))
        case _:
            return gettext("Choose from the list.")
