"""From facts to a mail: subject, text and HTML in the brand, in the language that is active."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import CodePurpose
from smartai.lib.colour import brand_colours
from smartai.lib.letters import letter_html
from smartai.reactions.notifications import places
from smartai.reactions.notifications.kinds import Kind
from smartai.reactions.notifications.words import Words, placed, placed_html, words_of


@dataclass(frozen=True)
class Quote:
    """A letter as it is shown in a mail. ``html`` has passed the sanitiser; "" shows the text alone."""

    author: str
    at: datetime
    text: str
    html: str = ""
    files: int = 0

    @property
    def heading(self) -> str:
        """``Alice, Nov. 3, 2026, 10:14``, in the reader's time zone."""
        when = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return _("%(name)s, %(time)s") % {"name": self.author, "time": when}

    @property
    def files_line(self) -> str:
        if not self.files:
            return ""
        return ngettext(
            "%(n)d file is attached. Use the button to see it.",
            "%(n)d files are attached. Use the button to see them.",
            self.files,
        ) % {"n": self.files}

    @property
    def safe_html(self) -> str:
        return mark_safe(self.html)  # sanitised when the letter was written


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a mail tells, in no language. ``url`` and ``code`` may be marks; ``earlier`` was answered."""

    values: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    quote: Quote | None = None
    earlier: Quote | None = None
    code: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def rendered(kind: Kind, facts: Facts, words: Words | None = None) -> Rendered:
    """Raises nothing for any stored words: what is no placeholder of ours stays text."""
    known = choices()
    words = words or words_of(kind)
    values = {**facts.values, "brand": known.brand.name}
    closing = _closing(kind, facts)
    context = {
        "language": translation.get_language() or known.brand.language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "brand": known.brand.name,
        "logo_url": places.logo(),
        "colours": brand_colours(known.brand.colour),
        "body": mark_safe(placed_html(words.body, values)),  # values escaped, words sanitised
        "facts": facts,
        "button": _button(kind),
        "closing": closing,
        "footer": mark_safe(letter_html(known.mail.footer)) if known.mail.footer else "",  # sanitised
    }
    return Rendered(
        subject=placed(words.subject, values),
        text=_text(kind, facts, placed(words.body, values), [*closing, known.mail.footer]),
        html=render_to_string("notifications/letter.html", context),
    )


def _text(kind: Kind, facts: Facts, body: str, endings: list[str]) -> str:
    parts = [body, facts.code]
    if facts.quote:
        parts += [_quoted(facts.quote), facts.quote.files_line]
    parts += [f"{_button(kind)}:\n{facts.url}" if facts.url else "", *endings[:-1]]
    if facts.earlier:
        parts.append(_quoted(facts.earlier))
    if endings[-1]:
        parts.append(f"-- \n{endings[-1]}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _quoted(quote: Quote) -> str:
    lines = [f"> {line}".rstrip() for line in quote.text.splitlines()]
    return "\n".join([f"{quote.heading}:", *lines])


def _button(kind: Kind) -> str:
    match kind:
        case Kind.ANSWERED | Kind.SOLVED | Kind.LET_IN | Kind.OPENED_FOR_YOU:
            return _("Read and answer")
        case Kind.TEAM_NEW | Kind.TEAM_REPLY | Kind.TEAM_ASSIGNED:
            return _("Open the ticket")
        case Kind.INVITATION:
            return _("Sign in")
        case Kind.PASSWORD_CHANGED | Kind.ADDRESS_ADDED | Kind.MAIN_ADDRESS_CHANGED | Kind.ADDRESS_REMOVED:
            return _("Open your profile")
        case _:
            return _("Open your request")


def _closing(kind: Kind, facts: Facts) -> list[str]:
    """Below the button: how to answer, or what the code is for."""
    match kind:
        case Kind.CODE:
            return [
                _purpose(facts.purpose),
                _("The code works once, within 10 minutes, in the browser that asked for it."),
                _("If you did not ask for it, you need to do nothing: without the code nothing happens."),
            ]  # fmt: skip
        case Kind.TEAM_NEW | Kind.TEAM_REPLY | Kind.TEAM_ASSIGNED:
            return [_("Answer in the ticket: answers to this e-mail are not received.")]
        case Kind.CREATED | Kind.ANSWERED | Kind.SOLVED | Kind.LET_IN | Kind.OPENED_FOR_YOU:
            return [
                _("To answer, use the button: answers to this e-mail are not received."),
                _("The button opens this one request without signing in, so keep this e-mail to yourself."),
            ]
        case _:
            return []


def _purpose(purpose: str) -> str:
    match purpose:
        case CodePurpose.CONFIRM_REQUEST:
            return _("Type it into the page where you wrote your request, and the request is sent.")
        case CodePurpose.ADD_ADDRESS:
            return _("Type it into your profile, and this address belongs to your account.")
        case CodePurpose.RESET_PASSWORD:
            return _("Type it into the page that asked for it, then choose a new password.")
        case _:
            return _("Type it into the page that asked for it, and you are signed in.")
