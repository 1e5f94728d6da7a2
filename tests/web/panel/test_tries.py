"""How often somebody may try to sign in as a person, and that no stranger takes these tries away."""

from __future__ import annotations

import pytest
from django.test import Client

from smartai.core.people.actions import change_password, take_second_step_away
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.models import Person, Session
from smartai.web.ui.second_step import TRIES_AN_HOUR
from tests.cast import choose
from tests.second_steps import app_code, with_second_step
from tests.web.panel.test_second_step import (
    SIGN_IN,
    STEP,
    WORDS,
    by_password,
    goes_to,
    now_of,
    shown_secret,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_no_check")]


@pytest.fixture
def _no_check(_first_rows):
    choose("protection", check="off")


def test_tries_are_counted_for_the_person_wherever_they_come_from(alice):
    with_second_step(alice)
    for _ in range(2):
        browser, _place = by_password(alice)
        got = [browser.post(STEP, {"code": "000000"}).status_code for _ in range(TRIES_AN_HOUR // 2)]
        assert got == [422] * (TRIES_AN_HOUR // 2)
    refused = browser.post(STEP, {"code": app_code(alice)})
    assert refused.status_code == 429
    assert "Retry-After" in refused.headers
    assert not Session.objects.exists()


def use_tries_up(person: Person) -> tuple[Client, str]:
    """By somebody who has the password of the person and not the phone."""
    stranger, _ = by_password(person)
    for _ in range(TRIES_AN_HOUR):
        stranger.post(STEP, {"code": "000000"})
    return stranger, stranger.post(STEP, {"code": "000000"}).content.decode()


def test_nobody_without_the_first_step_uses_up_anybodys_tries(alice):
    with_second_step(alice)
    browser, _ = by_password(alice)
    stranger = Client()
    stranger.cookies["smartai_pending"] = "x" * 43
    for _ in range(3 * TRIES_AN_HOUR):
        assert goes_to(stranger.post(STEP, {"code": "000000"})) == SIGN_IN
    assert goes_to(browser.post(STEP, {"code": app_code(alice)})) == "/support/requests/"


def test_whose_tries_are_used_up_is_told_until_when_and_comes_in_by_a_recovery_code(alice):
    codes = with_second_step(alice)
    _, page = use_tries_up(alice)
    assert "A recovery code works at once. Try again in 60 minutes." in page
    assert "somebody knows your password" in page
    browser, _ = by_password(alice)
    assert browser.post(STEP, {"code": app_code(alice)}).status_code == 429
    assert browser.post(STEP, {"code": "aaaa-bbbb-cccc-dddd"}).status_code == 422
    assert goes_to(browser.post(STEP, {"code": codes[0]})) == "/support/requests/"


def test_a_new_password_ends_the_tries_of_whoever_knew_the_old_one(alice):
    with_second_step(alice)
    stranger, _ = by_password(alice)
    change_password(alice, "another horse battery", by=alice)
    assert goes_to(stranger.post(STEP, {"code": app_code(alice)})) == SIGN_IN


def test_whoever_runs_the_server_helps_an_owner_whose_tries_are_used_up(olga):
    choose("team", second_step=True)
    with_second_step(olga)
    _, page = use_tries_up(olga)
    assert "smartai user end-second-step" in page
    take_second_step_away(olga, by=System("command line"))
    browser, _ = by_password(olga, "/desk/", door="/desk/sign-in/")
    secret = shown_secret(browser.get(STEP).content.decode())
    assert browser.post(STEP, {"code": now_of(secret)}).status_code == 200
    assert Session.objects.get().person == olga


def elsewhere(browser: Client) -> Client:
    """The browser as it comes from another network."""
    browser.defaults["REMOTE_ADDR"] = "192.0.2.7"
    return browser


def test_a_browser_of_before_comes_in_however_many_passwords_strangers_tried(alice):
    choose("protection", sign_ins_per_hour=5)
    own, _ = by_password(alice)
    own.post("/support/sign-out/")
    said = {"address": alice.email, "password": WORDS}
    strangers = [Client().post(SIGN_IN, {**said, "password": "guess"}) for _ in range(6)]
    assert [answer.status_code for answer in strangers] == [422] * 4 + [429] * 2
    assert (
        "Have a code sent instead. Try again in 60 minutes."
        in elsewhere(Client()).post(SIGN_IN, said).content.decode()
    )
    assert goes_to(elsewhere(own).post(SIGN_IN, said)) == "/support/requests/"


def test_a_browser_of_before_gets_its_code_however_many_strangers_had_sent(alice):
    choose("protection", codes_per_hour=2)
    own, _ = by_password(alice)
    own.post("/support/sign-out/")
    asked = {"address": alice.email}
    assert [Client().post(SIGN_IN, asked).status_code for _ in range(3)] == [302, 302, 429]
    assert [own.post(SIGN_IN, asked).status_code for _ in range(3)] == [302, 302, 429]


def test_a_browser_of_before_is_anybodys_for_other_addresses(alice, bob):
    choose("protection", codes_per_hour=1)
    own, _ = by_password(alice)
    own.post("/support/sign-out/")
    assert Client().post(SIGN_IN, {"address": bob.email}).status_code == 302
    assert own.post(SIGN_IN, {"address": bob.email}).status_code == 429


def test_what_says_that_a_browser_is_known_cannot_be_made_up(alice):
    choose("protection", codes_per_hour=1)
    assert Client().post(SIGN_IN, {"address": alice.email}).status_code == 302
    other = Client()
    other.cookies["smartai_known"] = f"W3BrLCJ4Il0:{alice.pk}:x"
    assert other.post(SIGN_IN, {"address": alice.email}).status_code == 429
