"""Hours and holidays, as customers meet them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=UTC)
FORM = "/support/"


@pytest.fixture
def thursday(time_machine):
    time_machine.move_to(THURSDAY, tick=False)


def form(person=None) -> str:
    return client_of(person).get(FORM).content.decode()


@pytest.fixture
def shown(db, thursday):
    choose("brand", time_zone="Europe/Berlin")
    choose("sign_in", policy="open")
    choose("hours", shown=True)


def test_nothing_is_said_until_an_owner_wants_it(thursday):
    assert "data-hours" not in form()


def test_a_visitor_reads_until_when_somebody_is_there_with_the_place(shown):
    assert "Open now, until 17:00 (time in Berlin)" in form()


def test_who_has_a_time_zone_reads_their_own(shown, alice):
    alice.time_zone = "America/New_York"
    alice.save()
    assert "Open now, until 11:00 (your time)" in form(alice)


@pytest.mark.parametrize(
    ("name", "day"),
    [("monday", 23), ("tuesday", 24), ("wednesday", 25), ("thursday", 26), ("friday", 27), ("saturday", 28),
     ("sunday", 29)],
)  # fmt: skip
def test_each_day_has_its_hours(name, day, shown, time_machine):
    time_machine.move_to(datetime(2026, 11, day, 10, tzinfo=UTC), tick=False)
    choose("hours", **{name: "10:00-11:30"})
    assert "Open now, until 11:30" in form()
    choose("hours", **{name: ""})
    assert "Closed now. Opens" in form()


def test_after_hours_and_on_holidays_it_says_when_somebody_comes(shown, time_machine):
    choose("hours", other_days="11-26 Thanksgiving")
    assert "Closed: Thanksgiving. Opens Friday, 09:00" in form()
    time_machine.move_to(datetime(2026, 11, 27, 20, tzinfo=UTC), tick=False)
    assert "Closed now. Opens Monday, 09:00" in form()


def test_a_hostile_name_of_a_holiday_stays_words(shown):
    choose("hours", other_days="11-26 <script>alert(1)</script> %(moment)s {time} %s")
    page = form()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_cannot_be_read_is_told_with_its_line_and_changes_nothing(olga):
    page = client_of(olga).post(
        "/desk/settings/choices/hours/", {"monday": "nine to five", "other_days": "12-25 Christmas\nEaster"}
    )
    assert page.status_code == 422
    words = page.content.decode()
    assert "Write times like 09:00-12:30" in words
    assert "Line 2 cannot be read: Easter" in words
