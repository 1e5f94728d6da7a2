"""Text from outside, made safe to keep and to show in one line."""

from __future__ import annotations

import re
import textwrap
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Keeps letters, line breaks and tabs; drops controls and lone surrogates; normalises to NFC.

    PostgreSQL refuses NUL, UTF-8 refuses lone surrogates; neither is worth an error to the writer.
    """
    text = _SURROGATE.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def one_line(text: str) -> str:
    """For titles and names: one line, single spaces, no direction overrides, which turn what follows."""
    return " ".join(_OVERRIDES.sub("", clean_text(text)).split())


def shortened(text: str, length: int) -> str:
    """At most ``length`` characters, cut at a word where one is near, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut) + "…"


def wrapped(text: str, width: int) -> str:
    """Lines of at most ``width`` characters, broken between words: a longer address stays whole."""
    return "\n".join(line if len(line) <= width else _folded(line, width) for line in text.splitlines())


def _folded(line: str, width: int) -> str:
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
