"""What stands on an article's page, and how long it takes to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from smartai.lib.words import is_dense

LEAST: Final = 2
"""Headings: with fewer, a list of them helps nobody."""
MOST: Final = 60
WORDS_A_MINUTE: Final = 220
LETTERS_A_WORD: Final = 2
"""In scripts without spaces between words."""

# Of HTML that our sanitiser wrote: attributes are in double quotes, and no heading is in another.
_HEADING: Final = re.compile(r'<h([23])(?:\s[^>]*?)?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_MARK: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    words: str


def headings_of(html: str) -> list[Heading]:
    """Those that can be linked to, at most ``MOST``; none when there are fewer than ``LEAST``."""
    found = [
        Heading(int(level), unescape(place), " ".join(unescape(_MARK.sub("", words)).split()))
        for level, place, words in _HEADING.findall(html)
    ]
    found = [one for one in found if one.words][:MOST]
    return found if len(found) >= LEAST else []


def minutes_to_read(plain: str) -> int:
    """At least one."""
    words = sum(len(word) / LETTERS_A_WORD if is_dense(word) else 1 for word in plain.split())
    return max(1, round(words / WORDS_A_MINUTE))
