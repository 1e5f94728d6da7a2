from __future__ import annotations

from collections.abc import Callable

import pytest

from smartai.foundation.accounts.actions import check_code, code_digits, issue_code
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose, SignInCode

pytestmark = pytest.mark.django_db
SIGN_IN = CodePurpose.SIGN_IN


def issue() -> tuple[str, str]:
    issued = issue_code("alice@lake.example", SIGN_IN)
    return issued.challenge, code_digits(issued.code)


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06d}"


def refused(challenge: str, digits: str, purpose: CodePurpose = SIGN_IN) -> bool:
    with pytest.raises(CodeRefused):
        check_code(challenge, digits, purpose)
    return True


@pytest.mark.parametrize(("wrong_tries", "fits"), [(4, True), (5, False)])
def test_a_code_bears_five_tries(wrong_tries: int, fits: bool) -> None:
    challenge, digits = issue()
    for _ in range(wrong_tries):
        refused(challenge, wrong(digits))
    assert check_code(challenge, digits, SIGN_IN).pk if fits else refused(challenge, digits)


@pytest.mark.parametrize(("minutes", "fits"), [(9.9, True), (10.1, False)])
def test_a_code_lasts_ten_minutes(minutes: float, fits: bool, later: Callable[..., None]) -> None:
    challenge, digits = issue()
    later(minutes=minutes)
    assert check_code(challenge, digits, SIGN_IN).pk if fits else refused(challenge, digits)


def test_a_code_fits_only_the_browser_that_asked() -> None:
    (_, digits), (other, _) = issue(), issue()
    assert refused(other, wrong(digits))
    assert refused("", digits)
    assert refused("\ud800", digits)
    issued = SignInCode.objects.order_by("pk")
    if code_digits(issued[0]) != code_digits(issued[1]):
        assert refused(other, digits)


@pytest.mark.parametrize("purpose", [purpose for purpose in CodePurpose if purpose != SIGN_IN])
def test_a_code_serves_only_its_purpose(purpose: CodePurpose) -> None:
    challenge, digits = issue()
    assert refused(challenge, digits, purpose)
    assert SignInCode.objects.get().tries == 0


def test_a_code_is_used_once() -> None:
    challenge, digits = issue()
    check_code(challenge, digits, SIGN_IN)
    assert refused(challenge, digits)


def test_a_code_may_be_typed_with_spaces_and_in_arabic_digits() -> None:
    challenge, digits = issue()
    arabic = "".join(chr(0x660 + int(digit)) for digit in digits)
    assert check_code(challenge, f" {arabic[:3]} {arabic[3:]}\u200f", SIGN_IN)


@pytest.mark.parametrize("typed", ["", "\0", "\ud800", "1" * 100_000, "²²²²²²", "-1"])
def test_hostile_digits_are_only_wrong(typed: str) -> None:
    assert refused(issue()[0], typed)


def test_no_row_holds_the_code_or_the_browsers_secret() -> None:
    challenge, digits = issue()
    row = SignInCode.objects.values().get()
    kept = " ".join(str(row[name]) for name in ("address", "challenge_hash", "nonce", "payload"))
    assert challenge not in kept
    assert row["nonce"] != digits
