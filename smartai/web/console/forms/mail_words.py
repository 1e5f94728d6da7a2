"""The words of mails: what they may hold, what stands there without them, and what was probably a slip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from smartai.reactions.notifications.kinds import OWNERS_WORDS, Kind
from smartai.reactions.notifications.words import KNOWN, default_words, meaningless, no_placeholders
from smartai.web.console.forms.group import GroupForm

NAMES = {
    Kind.CREATED: lambda: gettext("Request arrived"),
    Kind.ANSWERED: lambda: gettext("New answer"),
    Kind.TEAM_NEW: lambda: gettext("New ticket"),
    Kind.TEAM_REPLY: lambda: gettext("Customer replied"),
    Kind.CODE: lambda: gettext("Code"),
}


def explain(form: GroupForm) -> None:
    """Our words stand grey in each empty field; beneath a text stands what may be put into it."""
    for kind in OWNERS_WORDS:
        ours = default_words(kind)
        subject, body = form.fields[f"{kind}_subject"], form.fields[f"{kind}_body"]
        subject.widget.attrs["placeholder"] = ours.subject
        body.widget.attrs["placeholder"] = ours.body
        known = " ".join(f"{{{{{name}}}}}" for name in KNOWN[kind])
        body.help_text = f"{body.help_text} " + gettext("Placeholders: %(words)s") % {"words": known}


def odd_words(values: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for what looks like a placeholder and is none, one for each mail that knows too little."""
    unknown = no_placeholders("\n".join(map(str, values.values())))
    if unknown:
        sentence = gettext("These are no placeholders and stay as they are: %(words)s")
        yield sentence % {"words": ", ".join(unknown)}
    for kind in OWNERS_WORDS:
        empty = meaningless(kind, f"{values[f'{kind}_subject']}\n{values[f'{kind}_body']}")
        if empty:
            sentence = gettext("The e-mail “%(mail)s” does not know these and leaves them out: %(words)s")
            yield sentence % {"mail": NAMES[kind](), "words": ", ".join(empty)}
