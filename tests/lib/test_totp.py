from __future__ import annotations

import pytest

from smartai.lib.totp import code_at, digits_of, key_address, secret_text, step_of, step_that_fits

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds, code):
    """RFC 6238, appendix B; six digits are the last of its eight."""
    assert code_at(SECRET, step_of(seconds)) == code


@pytest.mark.parametrize(("late", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_early_or_late(late, fits):
    now = 1_700_000_010
    found = step_that_fits(SECRET, code_at(SECRET, step_of(now + late)), now)
    assert found == (step_of(now + late) if fits else None)


def test_a_step_that_was_used_and_those_before_it_fit_no_more():
    now = 1_700_000_010
    used = step_of(now)
    assert step_that_fits(SECRET, code_at(SECRET, used), now, after=used) is None
    assert step_that_fits(SECRET, code_at(SECRET, used - 1), now, after=used) is None
    assert step_that_fits(SECRET, code_at(SECRET, used + 1), now, after=used) == used + 1


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１", "\ud800" * 6, "0" * 10_000])
def test_what_is_no_code_fits_nothing(typed):
    assert step_that_fits(SECRET, digits_of(typed), 59) is None


def test_digits_of_any_script_are_digits():
    assert digits_of(" ٢٨٧ ٠٨٢ ") == "287082"


def test_names_with_signs_stay_one_name_in_the_picture():
    said = key_address(SECRET, account="a&b@lake.example", issuer="Lake: A&B?")
    assert said.startswith("otpauth://totp/Lake%20%20A%26B%3F%3Aa%26b%40lake.example?secret=")
    assert said.endswith(f"{secret_text(SECRET)}&issuer=Lake%20%20A%26B%3F")
