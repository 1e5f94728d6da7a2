from __future__ import annotations

import zoneinfo
from collections.abc import Container
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.core.people.models import Profile, RegistrationField
from smartai.core.people.models.profile import Notify
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Ask
from smartai.foundation.accounts.models import Person
from smartai.web.ui.fields import LineField, PasswordField, PhoneField
from smartai.web.ui.languages import offered_languages

ANSWER = "answer-"


@cache
def zones() -> list[tuple[str, str]]:
    """Every zone with a place in its name."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone]


class ProfileForm(forms.Form):
    """What a customer may change about themselves; who they are follows the owner's choice “Edit profile”.

    With ``only`` it has no other fields than those.
    """

    def __init__(self, person: Person, data: Any = None, *, only: Container[str] | None = None) -> None:
        super().__init__(data)
        self.profile = Profile.objects.filter(person=person).first() or Profile(person=person)
        self.may_edit = choices().panel.edit_profile or person.is_team
        self.questions: list[RegistrationField] = []
        if self.may_edit:
            self._ask_who(person)
        times = [("", _("As the support page")), *zones()]
        themes = [("", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))]
        offered = offered_languages()
        if len(offered) > 1:
            languages = [("", _("As my browser")), *offered]
            self._choose("language", _("Language"), languages, person.language)
        self._choose("time_zone", _("Time zone"), times, person.time_zone)
        if choices().brand.accept_theme:
            self._choose("theme", _("Appearance"), themes, person.theme)
        self._choose("notify", _("E-mails to me"), Notify.choices, self.profile.notify)
        if only is not None:
            self.fields = {name: field for name, field in self.fields.items() if name in only}

    def _ask_who(self, person: Person) -> None:
        asks = choices().registration
        self.fields["name"] = LineField(
            label=_("Name"), max_length=200, required=asks.name == Ask.REQUIRED and not person.is_team,
            initial=person.name, error_messages={"required": _("Tell us your name.")},
        )  # fmt: skip
        phone, company = self.profile.phone, self.profile.company
        if asks.phone != Ask.OFF or phone:
            self.fields["phone"] = PhoneField(label=_("Phone"), required=False, initial=phone)
        if asks.company != Ask.OFF or company:
            self.fields["company"] = LineField(
                label=_("Company"), max_length=120, required=False, initial=company
            )
        self.questions = list(RegistrationField.objects.filter(removed_at=None))
        for question in self.questions:
            answer = self.profile.answers.get(str(question.pk), "")
            self.fields[f"{ANSWER}{question.pk}"] = LineField(
                label=question.label, help_text=question.hint, max_length=500, required=False, initial=answer
            )

    def _choose(self, name: str, label: Any, offered: Any, initial: str) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=offered, required=False, initial=initial)

    def changes(self) -> dict[str, Any]:
        """For ``change_profile``."""
        typed = dict(self.cleaned_data)
        asked = [question for question in self.questions if f"{ANSWER}{question.pk}" in typed]
        answers = {str(question.pk): typed.pop(f"{ANSWER}{question.pk}") for question in asked}
        if answers:
            typed["answers"] = {**self.profile.answers, **answers}
        if not typed.get("notify"):
            typed.pop("notify", None)
        return typed


class NewPasswordForm(forms.Form):
    password = PasswordField(
        autocomplete="new-password",
        label=_("New password"),
        help_text=_("At least 10 characters. Your other browsers are signed out."),
    )


class ErasureForm(forms.Form):
    """The word is typed, so that nobody's finger slips."""

    address = LineField(label=_("Type your e-mail address to confirm"), max_length=254)

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data)
        self.person = person

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).lower()
        if address != self.person.email.lower():
            raise forms.ValidationError(_("This is not your e-mail address. Nothing was deleted."))
        return address
