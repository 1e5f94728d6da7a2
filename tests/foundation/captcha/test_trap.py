from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from smartai.foundation.captcha.trap import Sprung, Trap, form_start, look


@pytest.mark.parametrize(
    ("after", "sprung"),
    [
        (timedelta(0), Sprung.TOO_FAST),
        (timedelta(milliseconds=1999), Sprung.TOO_FAST),
        (timedelta(seconds=2), Sprung.NO),
        (timedelta(hours=24), Sprung.NO),
        (timedelta(hours=24, seconds=1), Sprung.TOO_OLD),
        (timedelta(seconds=-60), Sprung.TOO_FAST),
    ],
)
def test_people_take_their_time_but_not_a_whole_day(after: timedelta, sprung: Sprung) -> None:
    with time_machine.travel("2026-11-23 10:00:00.750Z", tick=False) as clock:
        start = form_start("request")
        clock.shift(after)
        assert look("", start, "request").sprung is sprung


def test_whoever_fills_the_hidden_field_is_a_robot() -> None:
    assert look("https://spam.example", form_start("request"), "request").sprung is Sprung.BAIT_TAKEN


@pytest.mark.parametrize("start", ["", "request:1:key", "\x00\ud800", "a:" * 500])
def test_a_start_that_we_did_not_sign_is_forged(start: str) -> None:
    assert look("", start, "request") == Trap(Sprung.FORGED)


def test_a_start_of_another_form_or_with_more_behind_it_is_forged() -> None:
    assert look("", form_start("sign-in"), "request") == Trap(Sprung.FORGED)
    assert look("", form_start("request") + "x", "request") == Trap(Sprung.FORGED)


def test_every_form_has_a_key_of_its_own_so_that_one_start_serves_one_form() -> None:
    first, second = form_start("request"), form_start("request")
    keys = {look("", start, "request").form_key for start in (first, first, second)}
    assert len(keys) == 2
    assert all(len(key) == 22 for key in keys)
