"""What an article says, as it may stand in a letter; and whether a letter says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING: Final = re.compile(r"^(\s{0,3})#{1,2}(?=\s)")
_IMAGE: Final = re.compile(r"!(?=\[[^\]\n]*\]\()")
_CALLOUT: Final = re.compile(r"^(\s{0,3}>\s?)\[!\w+\]\s*")
_OWN_ADDRESS: Final = re.compile(r"(\]\(<?)(?=/(?!/))")
_SPECIAL: Final = re.compile(r"([\\\[\]`*_<>])")
SAID_FROM: Final = 30
"""Characters of a line: shorter ones stand in many letters by themselves."""


def for_letter(text: str, base_url: str) -> str:
    """Markdown that a letter understands: whole addresses, small headings, a link in place of an image,
    a quotation in place of a callout.

    What stands between fences stays as it is.
    """
    return "\n".join(_lines_for_letter(text.strip("\n").split("\n"), base_url))


def _lines_for_letter(lines: list[str], base_url: str) -> Iterator[str]:
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            line = _IMAGE.sub("", _HEADING.sub(r"\1###", _CALLOUT.sub(r"\1", line)))
            line = _OWN_ADDRESS.sub(rf"\1{base_url}", line)
        yield line


def link_to(title: str, url: str) -> str:
    """A link of Markdown, whatever the title holds."""
    words = _SPECIAL.sub(r"\\\1", title)
    return f"[{words}]({url})"


def says(letter: str, text: str) -> bool:
    """Whether a line of some length of ``text`` stands in the letter, however either is wrapped."""
    whole = " ".join(letter.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return any(len(line) >= SAID_FROM and line in whole for line in lines)
