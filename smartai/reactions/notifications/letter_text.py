"""The plain text of a mail, for those who read it so: wrapped, quoted as in letters, addresses whole."""

from __future__ import annotations

from smartai.lib.text import wrapped
from smartai.reactions.notifications.facts import Facts, Quote

WIDTH = 72
"""Columns, so that a few answers may quote it before a line passes 78 (RFC 5322, 2.1.1)."""


def letter_text(facts: Facts, body: str, button: str, closing: list[str], footer: str) -> str:
    parts = [wrapped(body, WIDTH), facts.code]
    if facts.quote:
        parts += [_quoted(facts.quote), *(wrapped(line, WIDTH) for line in facts.quote.lines)]
    parts += [f"{button}:\n{facts.url}" if facts.url else "", *(wrapped(line, WIDTH) for line in closing)]
    if facts.earlier:
        parts.append(_quoted(facts.earlier))
    if footer:
        parts.append(f"-- \n{wrapped(footer, WIDTH)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _quoted(quote: Quote) -> str:
    lines = [f"> {line}".rstrip() for line in wrapped(quote.text, WIDTH - 2).splitlines()]
    return "\n".join([f"{quote.heading}:", *lines])
