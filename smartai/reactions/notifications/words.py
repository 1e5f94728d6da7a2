"""The words of the mails: ours, or the owner's, with flat placeholders. No template engine reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from secrets import token_hex
from urllib.parse import quote

from django.utils.translation import gettext as _

from smartai.core.workspace.choices import choices
from smartai.lib.letters import letter_html
from smartai.reactions.notifications.kinds import OWNERS_WORDS, Kind

PLACEHOLDERS = ("name", "brand", "number", "title", "agent", "department")

_TICKETS = ("name", "brand", "number", "title", "department")
KNOWN: dict[Kind, tuple[str, ...]] = {
    Kind.CREATED: _TICKETS,
    Kind.ANSWERED: PLACEHOLDERS,
    Kind.TEAM_NEW: _TICKETS,
    Kind.TEAM_REPLY: _TICKETS,
    Kind.CODE: ("name", "brand"),
}
"""The placeholders that mean something in each of the mails an owner may word."""

_PLACE = re.compile(r"( ?)\{\{ *(" + "|".join(PLACEHOLDERS) + r") *\}\}")
_STAND_IN = f"q{token_hex(8)}q"
_STANDS_FOR = re.compile(rf"( ?){_STAND_IN}([a-z]+){_STAND_IN}")
_TAG = re.compile(r"(<[^>]*>)")
_BRACES = re.compile(r"\{\{[^{}\n]*\}\}")


@dataclass(frozen=True)
class Words:
    """A subject (one line) and what stands above the button (Markdown as in letters), with placeholders."""

    subject: str
    body: str


def default_words(kind: Kind) -> Words:
    """Ours, in the language that is active."""
    return Words(*_OURS[kind]())


def words_of(kind: Kind) -> Words:
    """The owner's where they wrote some, else ours."""
    if kind not in OWNERS_WORDS:
        return default_words(kind)
    own = choices().words
    return or_ours(kind, getattr(own, f"{kind}_subject"), getattr(own, f"{kind}_body"))


def or_ours(kind: Kind, subject: str, body: str) -> Words:
    ours = default_words(kind)
    return Words(subject.strip() or ours.subject, body.strip() or ours.body)


def no_placeholders(text: str) -> list[str]:
    """What looks like a placeholder and stays as it is."""
    return sorted({one for one in _BRACES.findall(text) if not _PLACE.fullmatch(one)})


def meaningless(kind: Kind, text: str) -> list[str]:
    """Placeholders that have no value in this mail and are left out."""
    return sorted({f"{{{{{one[2]}}}}}" for one in _PLACE.finditer(text) if one[2] not in KNOWN[kind]})


def placed(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced, once: values that look like placeholders stay as they are.

    Unknown placeholders stay visible. An empty value takes the space before it along: ``Hello {{name}},``
    becomes ``Hello,``.
    """
    return _replaced(text, values, lambda value: value)


def placed_html(text: str, values: Mapping[str, str]) -> str:
    """The same as sanitised HTML; values are escaped and keep their own direction.

    Markdown meets words without a meaning in their places, so no value is ever read as Markdown. In the
    address of a link values are percent-encoded.
    """
    html = letter_html(_PLACE.sub(rf"\1{_STAND_IN}\2{_STAND_IN}", text))
    return "".join(
        _STANDS_FOR.sub(lambda place: f"{place[1]}{quote(values.get(place[2], ''), safe='')}", part)
        if part.startswith("<")
        else _replaced(part, values, lambda value: f"<bdi>{escape(value)}</bdi>", _STANDS_FOR)
        for part in _TAG.split(html)
    )


def _replaced(
    text: str, values: Mapping[str, str], shown: Callable[[str], str], places: re.Pattern[str] = _PLACE
) -> str:
    def value_of(place: re.Match[str]) -> str:
        value = values.get(place[2], "")
        return place[1] + shown(value) if value else ""

    return places.sub(value_of, text)


def _request(subject: str, *paragraphs: str) -> tuple[str, str]:
    return subject, "\n\n".join([_("Hello {{name}},"), *paragraphs])


_OURS: dict[Kind, Callable[[], tuple[str, str]]] = {
    Kind.CREATED: lambda: _request(
        "[#{{number}}] {{title}}",
        _("Thank you for writing to us. We have your request and will answer it as soon as we can."),
    ),
    Kind.CREATED_UNPROVEN: lambda: _request(
        _("[#{{number}}] Your request to {{brand}}"),
        _("Somebody wrote to {{brand}} and gave this e-mail address.")
        + " "
        + _("If it was you, you can open your request below."),
        _("If it was not you, there is nothing you need to do."),
    ),
    Kind.OPENED_FOR_YOU: lambda: _request(
        "[#{{number}}] {{title}}",
        _("We opened a request for you. You can read and answer it below."),
    ),
    Kind.ANSWERED: lambda: _request("Re: [#{{number}}] {{title}}", _("{{agent}} answered your request:")),
    Kind.SOLVED: lambda: _request(
        "Re: [#{{number}}] {{title}}",
        _("Your request is solved. If something is still open, tell us below."),
    ),
    Kind.LET_IN: lambda: _request(
        "[#{{number}}] {{title}}",
        _("{{agent}} added you to a request. You can read and answer it below."),
    ),
    Kind.TEAM_NEW: lambda: (
        "[#{{number}}] {{title}}",
        _("A new ticket of {{name}} in {{department}}:"),
    ),
    Kind.TEAM_REPLY: lambda: ("Re: [#{{number}}] {{title}}", _("{{name}} replied:")),
    Kind.TEAM_ASSIGNED: lambda: (
        "Re: [#{{number}}] {{title}}",
        _("{{agent}} assigned this ticket to you. It is {{name}}'s, in {{department}}."),
    ),
    Kind.TEAM_HANDED_OVER: lambda: (
        _("{{brand}}: tickets of {{name}} are yours now"),
        _("{{agent}} gave you the open tickets of {{name}}. How many: {{number}}."),
    ),
    Kind.CODE: lambda: _request(_("Your code for {{brand}}"), _("This is your code:")),
    Kind.INVITATION: lambda: _request(
        _("{{brand}}: you are on the team"),
        _("{{agent}} added you to the team of {{brand}}."),
        _("Sign in with this e-mail address: we send you a code, so you need no password."),
    ),
    Kind.PASSWORD_CHANGED: lambda: _request(
        _("Your password for {{brand}} was changed"),
        _("The password of your account was just changed or removed. All other browsers were signed out."),
        _not_you(),
    ),
    Kind.SECOND_STEP_ON: lambda: _request(
        _("A second step protects your account at {{brand}} now"),
        _("From now on we ask for a code of your app when you sign in."),
        _("Keep your recovery codes where you find them without your phone."),
        _not_you(),
    ),
    Kind.SECOND_STEP_OFF: lambda: _request(
        _("The second step of your account at {{brand}} was turned off"),
        _("Signing in asks for no code of your app any more."),
        _not_you(),
    ),
    Kind.SECOND_STEP_TAKEN: lambda: _request(
        _("The second step of your account at {{brand}} was taken away"),
        _("{{agent}} took the second step off your account and signed you out everywhere."),
        _("Sign in and set it up again with your new phone. If you did not ask for this, ask them why."),
    ),
    Kind.PASSKEY_ADDED: lambda: _request(
        _("A new passkey for your account at {{brand}}"),
        _("A passkey was just added to your account. It signs you in without a code or a password."),
        _("If it was not you, remove it in your profile and sign out everywhere else."),
    ),
    Kind.PROVIDER_LINKED: lambda: _request(
        _("Another way to sign in to {{brand}}"),
        _("{{title}} just signed you in for the first time, and can do so from now on."),
        _("If it was not you, take it off in your profile and sign out everywhere else."),
    ),
    Kind.ADDRESS_ADDED: lambda: _request(
        _("A new e-mail address for your account at {{brand}}"),
        _("One more e-mail address was just added to your account. It can be used to sign in."),
        _not_you(),
    ),
    Kind.MAIN_ADDRESS_CHANGED: lambda: _request(
        _("E-mails from {{brand}} go to another address now"),
        _("Your account now has another main e-mail address: e-mails about your requests go there."),
        _not_you(),
    ),
    Kind.ADDRESS_REMOVED: lambda: _request(
        _("An e-mail address was removed from your account at {{brand}}"),
        _("An e-mail address was just removed from your account. It can't be used to sign in any more."),
        _not_you(),
    ),
}  # fmt: skip


def _not_you() -> str:
    return _("If it was not you, sign in with a code, set a new password and look at your addresses.")
