"""Names and sizes in a few letters."""

from __future__ import annotations

import re

from django.utils.formats import number_format
from django.utils.translation import gettext


def initials(name: object) -> str:
    """At most two letters for an avatar; of an address, its first; of "Anton Krause, Northwind", AK."""
    words = [word for word in re.split(r"[@,]", str(name))[0].replace(".", " ").split() if word[0].isalnum()]
    letters = [word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))]
    return "".join(letters).upper() or "?"


def in_bytes(size: int) -> str:
    """``20 MB``, ``3.1 MB``, ``412 KB``; never ``0``."""
    kilobytes = size / 1024
    if kilobytes < 1000:
        return gettext("%(n)s KB") % {"n": number_format(max(round(kilobytes), 1))}
    megabytes = round(kilobytes / 1024, 1)
    places = 0 if megabytes >= 10 or megabytes == int(megabytes) else 1
    return gettext("%(n)s MB") % {"n": number_format(megabytes, decimal_pos=places)}
