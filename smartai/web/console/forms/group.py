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
from smartai.core.workspace.groups import Ask, FieldUse, FirstPage, Group, Labels, Policy
from smartai.web.console.forms.seen import SeenForm

OPTION_WORDS: dict[StrEnum, Any] = {
    FieldUse.REQUIRED: _("Required"),
    FieldUse.OPTIONAL: _("Optional"),
    FieldUse.HIDDEN: _("Hidden"),
    Policy.OPEN: _("Everybody, without an account"),
    Policy.CODE: _("Whoever proves the e-mail address with a code"),
    Policy.ACCOUNT: _("Only people with an account"),
    FirstPage.SIGN_IN: _("Sign in"),
    FirstPage.REGISTER: _("Register"),
    FirstPage.REDIRECT: _("Your own page"),
    Ask.OFF: _("Not asked"),
    Ask.OPTIONAL: _("Optional"),
    Ask.REQUIRED: _("Required"),
}
CHECKS = [("proof-of-work", _("Short calculation")), ("off", _("Off"))]
LONG = 200  # characters from which a text gets several lines


class GroupForm(SeenForm):
    """``logo`` is a file; every other field keeps the name of its choice."""

    def __init__(self, group: type[Group], stored: Group, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        for name in group.model_fields:
            label, hint = group.words_of(name)
            field = _control(group, name)
            field.label, field.help_text, field.required = str(label), str(hint), False
            field.initial = None if name == "logo" else getattr(stored, name)
            self.fields[name] = field
            if group is Labels:
                field.widget.attrs["placeholder"] = str(label)
        self.group, self.stored = group, stored

    def values(self) -> dict[str, Any]:
        """What was chosen, as the group takes it. What is no number stays text, for the group to refuse."""
        return {name: value for name, value in self.cleaned_data.items() if name != "logo"}

    def shown(self) -> dict[str, Any]:
        return self.stored.model_dump()

    def add_problems(self, error: ValidationError) -> None:
        """Says under each field how to mend it; the group's own sentences are kept."""
        for problem in error.errors():
            name = str(problem["loc"][0])
            self.add_error(name if name in self.fields else None, _sentence(problem))


def _control(group: type[Group], name: str) -> forms.Field:
    kind = group.model_fields[name].annotation
    if name == "logo":
        return forms.FileField(widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}))
    options = None if isinstance(kind, type) and issubclass(kind, StrEnum) else _options(name)
    if options is not None:
        return forms.ChoiceField(choices=options)
    if kind is bool:
        return forms.BooleanField()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return forms.ChoiceField(choices=[(option.value, OPTION_WORDS[option]) for option in kind])
    if kind is int:
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}))
    return _text(group, name)


def _options(name: str) -> list[tuple[Any, Any]] | None:
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
            return gettext("Write a colour like #056d79.")
        case "int_parsing" | "int_from_float" | "int_parsing_size":
            return gettext("Write a whole number.")
        case "value_error":
            return str(bounds.get("error", problem["msg"]))
        case _:
            return gettext("Choose from the list.")
