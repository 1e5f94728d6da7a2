"""Names and sizes in a few letters."""

from __future__ import annotations

import re
from math import floor

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext


def initials(name: object) -> str:
    """At most two letters for an avatar; of an address, its first; of "Anton Krause, Northwind", AK."""
    words = [word for word in re.split(r"[@,]", str(name))[0].replace(".", " ").split() if word[0].isalnum()]
    letters = [word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))]
    return "".join(letters).upper() or "?"


def in_bytes(size: int) -> str:
    """``20 MB``, ``3.1 MB``, ``412 KB``; never ``0``, and never broken at the end of a line.

    ``files.ts`` says the same of a file that is chosen.
    """
    kilobytes = floor(size / 1024 + 0.5)
    if kilobytes < 1000:
        return _unbroken(gettext("%(n)s KB") % {"n": number_format(max(kilobytes, 1))})
    tenths = floor(size / 1024 / 1024 * 10 + 0.5)
    megabytes = number_format(tenths / 10, decimal_pos=1) if tenths % 10 else number_format(tenths // 10)
    return _unbroken(gettext("%(n)s MB") % {"n": megabytes})


def decimal_sign() -> str:
    return str(get_format("DECIMAL_SEPARATOR"))


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")
