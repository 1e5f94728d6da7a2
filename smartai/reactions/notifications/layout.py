"""From facts to a mail: subject, text and HTML in the brand, in the language that is active."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from smartai.core.workspace.choices import choices
from smartai.lib.colour import brand_colours
from smartai.lib.letters import letter_html, plain_words
from smartai.lib.text import shortened
from smartai.reactions.notifications import places
from smartai.reactions.notifications.facts import Facts
from smartai.reactions.notifications.kinds import Kind
from smartai.reactions.notifications.letter_text import letter_text
from smartai.reactions.notifications.sentences import button_of, choice_url_of, closing_of
from smartai.reactions.notifications.words import Words, placed, placed_html, words_of

AHEAD_LENGTH = 140


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
    body, words_html = placed(words.body, values), placed_html(words.body, values)
    subject, closing, choice_url = placed(words.subject, values), closing_of(kind, facts), choice_url_of(kind)
    context = {
        "language": translation.get_language() or known.brand.language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "start": "right" if translation.get_language_bidi() else "left",
        "subject": subject,
        "ahead": _ahead(kind, facts, words_html),
        "brand": known.brand.name,
        "logo_url": places.logo(),
        "colours": brand_colours(known.brand.colour),
        "body": mark_safe(words_html),  # values escaped, words sanitised
        "facts": facts,
        "button": button_of(kind),
        "closing": closing,
        "choice_url": choice_url,
        "footer": mark_safe(letter_html(known.mail.footer)) if known.mail.footer else "",  # sanitised
    }
    return Rendered(
        subject=subject,
        text=letter_text(facts, body, button_of(kind), closing, _footer(known.mail.footer, choice_url)),
        html=render_to_string("notifications/letter.html", context),
    )


def _ahead(kind: Kind, facts: Facts, body: str) -> str:
    """What lists of mails show behind the subject: the code, the news, or what stands below the greeting."""
    if facts.code:
        return facts.code
    if facts.quote and kind is not Kind.CREATED:  # their own words are no news to them
        return shortened(facts.quote.text, AHEAD_LENGTH)
    said = plain_words(body).split("\n")
    return shortened(" ".join(said[1:] or said), AHEAD_LENGTH)


def _footer(own: str, choice_url: str) -> str:
    choice = _("Which of these e-mails you get is up to you:") + f"\n{choice_url}" if choice_url else ""
    return "\n\n".join(part for part in (own, choice) if part)
