"""Text from outside, made safe to keep and to show in one line."""

from __future__ import annotations

import re
import textwrap
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_GAPS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LAST_WORD = re.compile(r"\S*\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Keeps letters, line breaks and tabs; drops controls and lone surrogates; normalises to NFC.

    PostgreSQL refuses NUL, UTF-8 refuses lone surrogates; neither is worth an error to the writer.
    """
    text = _SURROGATE.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def one_line(text: str) -> str:
    """For titles and names: one line, single spaces, no direction overrides, which turn what follows.

    Empty when nothing in it can be seen.
    """
    line = " ".join(_OVERRIDES.sub("", clean_text(text)).split())
    return line if line.isascii() or any(map(_is_visible, line)) else ""


def _is_visible(character: str) -> bool:
    """Spaces without width, joiners and marks that stand on nothing are not."""
    category = unicodedata.category(character)
    return category[0] not in "ZM" and category not in ("Cf", "Cc")


def shortened(text: str, length: int) -> str:
    """At most ``length`` characters, cut at a word where one is near, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut) + "…"


def beginning(text: str, length: int) -> str:
    """At most ``length`` characters of a text and its lines, cut between words where it can be.

    Of several empty lines one stays.
    """
    text = _GAPS.sub("\n\n", text.strip())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head = _LAST_WORD.sub("", cut).rstrip()
    return (head if len(head) > length // 2 else cut) + "…"


def wrapped(text: str, width: int) -> str:
    """Lines of at most ``width`` characters, broken between words: a longer address stays whole."""
    return "\n".join(line if len(line) <= width else _folded(line, width) for line in text.splitlines())


def _folded(line: str, width: int) -> str:
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
