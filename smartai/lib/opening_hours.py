"""When somebody is there: spans of each weekday, holidays and other days, as people write them down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

DAY: Final = 24 * 60
"""Minutes."""
LOOKED_AHEAD: Final = 370
"""Days: whoever opens once a year opens within them."""
MOST_SPANS: Final = 10
MOST_DAYS: Final = 500

Span = tuple[int, int]
"""Minutes after the midnight that the day begins with; the end is later than the start, and at most a day
later: ``22:00-02:00`` is ``(1320, 1560)``."""


class Unreadable(ValueError):
    """``text`` is what cannot be read; ``line`` counts from 1."""

    def __init__(self, text: str, line: int = 1) -> None:
        super().__init__(text)
        self.text, self.line = text, line


@dataclass(frozen=True)
class OtherDays:
    """From ``first`` to ``last`` other hours count than on these weekdays; without ``spans`` nobody is there.

    ``yearly`` ones have the year 2000 and come each year; the last may be before the first, over New Year.
    """

    first: date
    last: date
    spans: tuple[Span, ...]
    name: str
    yearly: bool = False

    def has(self, day: date) -> bool:
        if not self.yearly:
            return self.first <= day <= self.last
        this = (day.month, day.day)
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        return first <= this <= last if first <= last else this >= first or this <= last


@dataclass(frozen=True)
class Hours:
    """``week`` begins with Monday. Of several other days the one that was written last counts."""

    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    other_days: tuple[OtherDays, ...] = ()

    def of(self, day: date) -> tuple[Span, ...]:
        other = self.other(day)
        return other.spans if other else self.week[day.weekday()]

    def other(self, day: date) -> OtherDays | None:
        return next((one for one in reversed(self.other_days) if one.has(day)), None)


@dataclass(frozen=True)
class State:
    """Whether somebody is there, and until when that stays so; None when it does for a year.

    ``name`` is the holiday's, where it is one.
    """

    is_open: bool
    until: datetime | None
    name: str = ""


def state(hours: Hours, now: datetime) -> State:
    """How it is at ``now``, an aware moment, also while clocks change: 02:30 that does not exist is 03:30."""
    today = now.astimezone(hours.zone).date()
    other = hours.other(today)
    name = other.name if other and not other.spans else ""
    for start, end in _joined(_openings(hours, today)):
        if start <= now < end:
            always = end - now > timedelta(days=LOOKED_AHEAD - 3)
            return State(True, None if always else end)
        if now < start:
            return State(False, start, name)
    return State(False, None, name)


def _openings(hours: Hours, today: date) -> Iterator[tuple[datetime, datetime]]:
    """In order, from yesterday's on, which may go on after midnight."""
    for n in range(-1, LOOKED_AHEAD):
        day = today + timedelta(days=n)
        for span in sorted(hours.of(day)):
            start, end = (_moment(day, minutes, hours.zone) for minutes in span)
            if start < end:
                yield start, end


def _joined(openings: Iterator[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """One span instead of two that touch or overlap."""
    held: tuple[datetime, datetime] | None = None
    for start, end in openings:
        if held and start <= held[1]:
            held = held[0], max(held[1], end)
        else:
            if held:
                yield held
            held = start, end
    if held:
        yield held


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    days, rest = divmod(minutes, DAY)
    clock = datetime(day.year, day.month, day.day, *divmod(rest, 60), tzinfo=zone) + timedelta(days=days)
    return clock.astimezone(UTC)


_SPAN: Final = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")
_DATE: Final = r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})"
_LINE: Final = re.compile(rf"{_DATE}(?:\s*(?:\.\.|–|—|\bto\b)\s*{_DATE})?(?:\s+|$)(.*)")


def spans(text: str) -> tuple[Span, ...]:
    """``09:00-12:30, 13:30-18:00``, in order; nothing is a day on which nobody is there.

    Raises ``Unreadable``, also for what overlaps.
    """
    found = tuple(_span(part.strip()) for part in text.split(",") if part.strip())
    if len(found) > MOST_SPANS:
        raise Unreadable(text)
    ordered = tuple(sorted(found))
    if any(second[0] < first[1] for first, second in pairwise(ordered)):
        raise Unreadable(text)
    return ordered


def _span(text: str) -> Span:
    read = _SPAN.fullmatch(text)
    if not read:
        raise Unreadable(text)
    from_hour, from_minute, to_hour, to_minute = map(int, read.groups())
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if from_minute > 59 or to_minute > 59 or start >= DAY or end > DAY:
        raise Unreadable(text)
    return start, end if end > start else end + DAY


def other_days(text: str) -> tuple[OtherDays, ...]:
    """One a line: ``12-25 Christmas``, each year; ``2026-12-24 .. 2026-12-26 Holidays``; ``2026-12-31
    09:00-12:00 New Year's Eve``, with other hours. Empty lines and those that begin with # say nothing.

    Raises ``Unreadable``.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found.append(_other(line.strip(), number))
    if len(found) > MOST_DAYS:
        raise Unreadable(text.splitlines()[-1], len(text.splitlines()))
    return tuple(found)


def _other(line: str, number: int) -> OtherDays:
    read = _LINE.fullmatch(line)
    if not read:
        raise Unreadable(line, number)
    year, month, day, to_year, to_month, to_day, rest = read.groups()
    try:
        first = date(int(year or 2000), int(month), int(day))
        last = date(int(to_year or year or 2000), int(to_month), int(to_day)) if to_month else first
    except ValueError:
        raise Unreadable(line, number) from None
    if (to_year and not year) or (year and last < first):
        raise Unreadable(line, number)
    times = _SPAN.match(rest)
    try:
        hours, name = _hours_and_name(rest) if times else ((), rest)
    except Unreadable:
        raise Unreadable(line, number) from None
    return OtherDays(first, last, hours, name.strip(), yearly=not year)


def _hours_and_name(rest: str) -> tuple[tuple[Span, ...], str]:
    parts = re.match(rf"(?:{_SPAN.pattern}\s*,?\s*)+", rest)
    assert parts is not None  # it begins with a span
    return spans(parts[0].strip().rstrip(",")), rest[parts.end() :]


def hours_of(zone: str, week: Sequence[str], days: str) -> Hours:
    """From texts that were checked when they were saved."""
    return Hours(ZoneInfo(zone), tuple(spans(day) for day in week), other_days(days))
