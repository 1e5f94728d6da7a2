from __future__ import annotations

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from smartai.core.people.models import Profile
from smartai.foundation.accounts.models import Person


@cache
def _zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone]


class ProfileForm(forms.Form):
    """What an agent chooses for themselves."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    theme = forms.ChoiceField(
        label=_("Appearance"),
        required=False,
        choices=[("", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))],
    )
    shortcuts = forms.BooleanField(
        label=_("Keyboard shortcuts"), help_text=_("Single letters do things on the desk."), required=False
    )
    mail_new = forms.BooleanField(
        label=_("E-mail for new tickets"),
        help_text=_("For those of your departments and those assigned to you."),
        required=False,
    )
    mail_replies = forms.BooleanField(
        label=_("E-mail for customers' replies"),
        help_text=_("In tickets that are yours, or nobody's in your departments."),
        required=False,
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        profile = Profile.objects.filter(person=person).first() or Profile(person=person)
        kwargs["initial"] = {
            **{name: getattr(person, name) for name in ("name", "language", "time_zone", "theme")},
            **{name: getattr(profile, name) for name in ("shortcuts", "mail_new", "mail_replies")},
        }
        super().__init__(*args, **kwargs)
        if not person.is_agent:  # these mails ask for an answer: a light agent gets none
            del self.fields["mail_new"], self.fields["mail_replies"]
        self._offer("language", [("", _("As my browser")), *settings.LANGUAGES])
        self._offer("time_zone", [("", _("As the help desk")), *_zones()])

    def _offer(self, name: str, offered: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("At least 10 characters. Your other browsers are signed out."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
