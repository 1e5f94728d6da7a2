"""The condition language, as far as it is only text: ``status:open -tag:spam waiting>2h "bank transfer"``.

What a field means and which values it has is for whoever compiles it; here a text becomes its parts, and
every text is one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, cast

Operator = Literal[":", "<", ">", "<=", ">="]

MOST_CHARACTERS: Final = 2_000
"""Of a longer text the beginning is looked at."""
MOST_CONDITIONS: Final = 20
MOST_VALUES: Final = 20
MOST_WITHOUT: Final = 10
LONGEST_AGE: Final = timedelta(days=36_500)
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 9000
"""At the ends of the calendar a day has no equal in another zone."""


@dataclass(frozen=True)
class Condition:
    """``field`` in lower case; any of the ``values`` will do; ``written`` is how it stands in the text."""

    field: str
    operator: Operator
    values: tuple[str, ...]
    negated: bool
    written: str


@dataclass(frozen=True)
class Asked:
    """``words`` are all the rest, with their quotes; ``without`` are words or phrases that must not occur."""

    conditions: tuple[Condition, ...] = ()
    words: str = ""
    without: tuple[str, ...] = ()


@dataclass
class _Parts:
    conditions: list[Condition] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)


def parsed(text: str, fields: Collection[str]) -> Asked:
    """The parts of ``text``. A field not among ``fields`` makes no condition: ``re: hello`` are words."""
    parts = _Parts()
    for found in _PART.finditer(text[:MOST_CHARACTERS]):
        name = (found["field"] or "").lower()
        values = _values(found["value"] or "")
        if name in fields and values and len(parts.conditions) < MOST_CONDITIONS:
            operator = cast("Operator", ":" if found["operator"] == "=" else found["operator"])
            parts.conditions.append(Condition(name, operator, values, bool(found["minus"]), found[0]))
        elif found["without"] and len(parts.without) < MOST_WITHOUT:
            parts.without.append(found["without"].strip('"“”'))
        else:
            parts.words.append(found[0])
    return Asked(tuple(parts.conditions), " ".join(parts.words), tuple(parts.without))


def age(text: str) -> timedelta | None:
    """``30m``, ``2h``, ``7d``, ``3w``; None for anything else and beyond a hundred years."""
    found = _AGE.fullmatch(text.strip().lower())
    if not found:
        return None
    lasted = int(found[1]) * _UNITS[found[2]]
    return lasted if lasted <= LONGEST_AGE else None


def days(text: str) -> tuple[date, date] | None:
    """The first day of ``2026-01-31``, ``2026-01`` or ``2026``, and the first after it; else None."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first + timedelta(days=1)
    if month in (0, 12):
        return first, date(year + 1, 1, 1)
    return first, date(year, month + 1, 1)


def _values(text: str) -> tuple[str, ...]:
    """``a,"b c"`` are two values."""
    found = (quoted or bare for quoted, bare in _VALUE.findall(text))
    return tuple(value.strip() for value in found if value.strip())[:MOST_VALUES]


_QUOTED: Final = r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»'
_PART: Final = re.compile(
    rf"(?<!\S)(?:(?P<minus>-)?(?P<field>[A-Za-z]{{2,20}})(?P<operator><=|>=|[:<>=])(?P<value>(?:{_QUOTED}|[^\s\"])+)"
    rf"|-(?P<without>{_QUOTED}|\w[^\s\"]*)|(?:{_QUOTED})|\S+)"
)
_VALUE: Final = re.compile(r'["“„«]([^"”“»]*)["”“»]|([^,"“”„«»]+)')
_AGE: Final = re.compile(r"(\d{1,6})(m|min|h|d|w)")
_UNITS: Final = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
