"""Hours as people write them, and whether somebody is there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.opening_hours import Hours, OtherDays, Unreadable, hours_of, other_days, spans, state

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = hours_of(
    "Europe/Berlin",
    [*["09:00-12:30, 13:30-18:00"] * 5, "", ""],
    "12-25 .. 12-26 Christmas\n2026-12-31 09:00-12:00 New Year's Eve\n",
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "is_open", "until"),
    [
        ("2026-11-26 08:59", False, "2026-11-26 09:00"),
        ("2026-11-26 09:00", True, "2026-11-26 12:30"),
        ("2026-11-26 12:30", False, "2026-11-26 13:30"),
        ("2026-11-27 18:00", False, "2026-11-30 09:00"),
        ("2026-12-24 18:00", False, "2026-12-28 09:00"),
        ("2026-12-31 11:00", True, "2026-12-31 12:00"),
        ("2026-12-31 13:00", False, "2027-01-01 09:00"),
    ],
)
def test_it_says_whether_somebody_is_there_and_until_when_that_stays_so(now, is_open, until):
    found = state(OFFICE, at(now))
    assert (found.is_open, found.until) == (is_open, at(until))


def test_a_holiday_says_its_name_each_year():
    assert state(OFFICE, at("2026-12-25 10:00")).name == "Christmas"
    assert state(OFFICE, at("2031-12-26 10:00")).name == "Christmas"
    assert state(OFFICE, at("2026-12-27 10:00")).name == ""


def test_holidays_over_new_year_and_the_last_line_counts():
    hours = hours_of("UTC", ["08:00-10:00"] * 7, "12-24 .. 01-02 Closed\n01-02 08:00-09:00 Stocktaking")
    assert hours.of(date(2027, 1, 1)) == ()
    assert hours.of(date(2027, 1, 2)) == ((480, 540),)
    assert hours.of(date(2027, 1, 3)) == ((480, 600),)


def test_a_night_goes_on_after_midnight_and_into_a_holiday():
    hours = hours_of("Europe/Berlin", ["22:00-02:00"] * 7, "2026-11-27 Off")
    assert state(hours, at("2026-11-27 01:00")).until == at("2026-11-27 02:00")
    assert state(hours, at("2026-11-27 02:00")).until == at("2026-11-28 22:00")


def test_always_and_never_have_no_end():
    assert state(hours_of("UTC", ["00:00-24:00"] * 7, ""), at("2026-11-26 10:00")).until is None
    assert state(hours_of("UTC", ["00:00-24:00"] * 7, ""), at("2026-11-26 10:00")).is_open
    assert state(hours_of("UTC", [""] * 7, ""), at("2026-11-26 10:00")) == state(
        hours_of("UTC", [""] * 7, ""), at("2027-11-26 10:00")
    )


def test_clocks_that_change_make_a_night_shorter_or_longer():
    hours = hours_of("Europe/Berlin", ["00:00-08:00"] * 7, "")
    spring, autumn = state(hours, at("2026-03-29 00:00")), state(hours, at("2026-10-25 00:00"))
    assert spring.until == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert autumn.until == datetime(2026, 10, 25, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["9", "09:00", "09:00-25:00", "24:00-25:00", "09:60-10:00", "09:00-12:00, 11:00-13:00", "9-17", "x" * 90],
)
def test_times_that_cannot_be_read_are_refused(text):
    with pytest.raises(Unreadable):
        spans(text)


@pytest.mark.parametrize(
    "line",
    ["Christmas", "02-30 Never", "13-01 Never", "2026-12-26 .. 2026-12-24 Back", "12-24 .. 2026-12-26 Mixed",
     "12-31 09:00-99:00 Eve"],
)  # fmt: skip
def test_a_day_that_cannot_be_read_is_refused_with_its_line(line):
    with pytest.raises(Unreadable) as refused:
        other_days(f"# holidays\n\n{line}")
    assert (refused.value.line, refused.value.text) == (3, line)


halves = st.lists(st.integers(0, 48), max_size=6, unique=True).map(sorted)
times = halves.map(lambda ends: tuple((30 * a, 30 * b) for a, b in zip(ends[::2], ends[1::2], strict=False)))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(BERLIN))


@given(st.lists(times, min_size=7, max_size=7).map(tuple), moments)
def test_until_is_the_next_moment_at_which_it_changes(week, now):
    hours = Hours(BERLIN, week, (OtherDays(date(2026, 5, 1), date(2026, 5, 3), (), "May"),))
    found = state(hours, now)
    if found.until is None:
        return
    assert found.until > now.astimezone(UTC)
    before, after = found.until - timedelta(seconds=1), found.until
    assert state(hours, max(before, now.astimezone(UTC))).is_open == found.is_open
    assert state(hours, after).is_open != found.is_open
