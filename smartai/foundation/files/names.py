"""Names of files as their senders wrote them, made safe to keep, to show and to put into a header."""

from __future__ import annotations

import re
import unicodedata

from smartai.lib.text import clean_text

MAX_LENGTH = 200
_MAX_EXTENSION = 20
_NAMELESS = "file"
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}  # controls, zero-width and bidi marks, separators of lines


def clean_name(name: str) -> str:
    """The display name: no path, nothing invisible, no dots or spaces at the ends, at most 200 characters.

    Normalised before anything is checked, so that no character hides another; the extension survives
    the cut. Never empty.
    """
    text = clean_text(name[-20 * MAX_LENGTH :])
    text = re.split(r"[/\\]", text.rstrip("/\\"))[-1]
    visible = "".join(" " if char.isspace() else char for char in text if _is_visible(char))
    return _fitting(_trimmed(unicodedata.normalize("NFC", visible))) or _NAMELESS


def extension(name: str) -> str:
    """In lower case with its dot; empty when there is none or it is too long to be one."""
    stem, dot, end = name.rpartition(".")
    return f".{end.lower()}" if stem and dot and 0 < len(end) <= _MAX_EXTENSION and end.isalnum() else ""


def _is_visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in _INVISIBLE


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(". ")


def _fitting(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    end = name[-len(extension(name)) :] if extension(name) else ""
    return name[: MAX_LENGTH - len(end)].rstrip(". ") + end
