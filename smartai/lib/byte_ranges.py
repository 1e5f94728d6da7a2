"""Which bytes of a file are asked for (RFC 9110, section 14): players ask so for the part that they show."""

from __future__ import annotations

import re
from typing import Final

_ONE: Final = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII)


class NotSatisfiable(Exception):
    """The file has no such bytes."""


def wanted_range(header: str, size: int) -> range | None:
    """None stands for the whole: nothing is asked for, several parts at once, or what is not understood.

    Raises ``NotSatisfiable``.
    """
    match = _ONE.fullmatch(header)
    if match is None or match[1] == match[2] == "":
        return None
    if not match[1]:  # so many from the end
        first, last = max(0, size - int(match[2])), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size - 1), size - 1)
        if match[2] and int(match[2]) < first:
            return None
    if first > last:
        raise NotSatisfiable
    return range(first, last + 1)
