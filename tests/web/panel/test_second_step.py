"""Signing in in two steps, and one's own page about it."""

from __future__ import annotations

import re
from base64 import b32decode

import pytest
from django.test import Client
from django.utils import timezone

from smartai.core.people.actions import change_password, deactivate_person, take_second_step_away
from smartai.core.workspace.actions import change_panel, create_panel
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.models import PendingSignIn, Person, SecondStep, Session, SignInCode
from smartai.foundation.accounts.models.second_step import second_step_secret
from smartai.lib.totp import code_at, step_of
from smartai.web.ui.visitors import SESSION_COOKIE
from tests.cast import choose, client_of
from tests.second_steps import app_code, with_second_step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_no_check")]
SIGN_IN, CODE = "/support/sign-in/", "/support/sign-in/code/"
STEP, WAYS, SETUP = (
    "/support/sign-in/second-step/",
    "/support/profile/ways/",
    "/support/profile/ways/second-step/",
)
WORDS = "correct horse battery"


@pytest.fixture
def _no_check(_first_rows):
    choose("protection", check="off")


def goes_to(response) -> str:
    return str(response.headers.get("Location", response.status_code))


def by_password(person: Person, place: str = "", door: str = SIGN_IN) -> tuple[Client, str]:
    change_password(person, WORDS, by=person)
    browser = Client()
    sent = {"address": person.email, "password": WORDS, "next": place}
    return browser, goes_to(browser.post(door, sent))


def shown_secret(page: str) -> bytes:
    found = re.search(r'<code class="secret" dir="ltr">([A-Z2-7 ]+)</code>', page)
    assert found
    return b32decode(found[1].replace(" ", ""))


def now_of(secret: bytes) -> str:
    return code_at(secret, step_of(timezone.now().timestamp()))


def test_after_the_password_the_app_is_asked_and_then_it_goes_on(alice):
    with_second_step(alice)
    browser, place = by_password(alice, "/support/requests/?archived")
    assert place == STEP
    assert SESSION_COOKIE not in browser.cookies
    assert browser.get("/support/requests/").status_code == 302
    assert "one-time-code" in browser.get(STEP).content.decode()
    wrong = browser.post(STEP, {"code": "000000"})
    assert wrong.status_code == 422
    assert not Session.objects.exists()
    assert goes_to(browser.post(STEP, {"code": app_code(alice)})) == "/support/requests/?archived"
    assert Session.objects.get().person == alice
    assert not PendingSignIn.objects.exists()


def test_after_a_code_by_mail_too(alice):
    with_second_step(alice)
    browser = Client()
    browser.post(SIGN_IN, {"address": alice.email})
    assert goes_to(browser.post(CODE, {"code": code_digits(SignInCode.objects.latest("pk"))})) == STEP
    assert not Session.objects.exists()


def test_a_new_password_counts_only_after_the_second_step(alice):
    with_second_step(alice)
    browser = Client()
    browser.post("/support/sign-in/password/", {"address": alice.email})
    digits = code_digits(SignInCode.objects.latest("pk"))
    assert goes_to(browser.post(CODE, {"code": digits, "password": WORDS})) == STEP
    assert not Person.objects.get(pk=alice.pk).has_password
    browser.post(STEP, {"code": app_code(alice)})
    assert Person.objects.get(pk=alice.pk).password_fits(WORDS)


def test_a_recovery_code_signs_in_and_says_how_many_are_left(alice):
    codes = with_second_step(alice)
    browser, _ = by_password(alice)
    page = browser.post(STEP, {"code": codes[3]}, follow=True).content.decode()
    assert "You have 9 recovery codes left." in page


def test_what_waits_counts_in_the_browser_that_waits_and_not_for_long(alice, later):
    with_second_step(alice)
    browser, _ = by_password(alice)
    assert goes_to(Client().post(STEP, {"code": app_code(alice)})) == SIGN_IN
    later(minutes=16)
    assert goes_to(browser.post(STEP, {"code": app_code(alice)})) == SIGN_IN
    assert not Session.objects.exists()


@pytest.mark.parametrize("end", [deactivate_person, take_second_step_away])
def test_what_waits_ends_when_an_owner_says_so(end, alice, olga):
    with_second_step(alice)
    browser, _ = by_password(alice)
    code = app_code(alice)
    end(alice, by=olga)
    assert goes_to(browser.post(STEP, {"code": code})) == SIGN_IN
    assert not Session.objects.exists()


def test_the_team_is_led_to_set_one_up_where_the_owner_wants_it(anton):
    choose("team", second_step=True)
    browser, place = by_password(anton, "/desk/views/open/", door="/desk/sign-in/")
    assert place == STEP
    page = browser.get(STEP).content.decode()
    assert "<svg" in page
    assert not Session.objects.exists()
    secret = shown_secret(page)
    assert shown_secret(browser.get(STEP).content.decode()) == secret  # a second look shows the same
    done = browser.post(STEP, {"code": now_of(secret)}).content.decode()
    assert len(re.findall(r"<li><code>(?:[a-z2-7]{4}-){3}[a-z2-7]{4}</code>", done)) == 10
    assert 'href="/desk/views/open/"' in done
    assert browser.get("/desk/").status_code == 200
    assert SecondStep.objects.get().person == anton


def test_customers_are_led_nowhere_by_what_the_team_must_do(alice):
    choose("team", second_step=True)
    assert by_password(alice)[1] == "/support/requests/"


def test_two_browsers_that_set_one_up_see_two_secrets(alice):
    first, second = client_of(alice), client_of(alice)
    one, other = (shown_secret(browser.get(SETUP).content.decode()) for browser in (first, second))
    assert one != other
    assert second.post(SETUP, {"code": now_of(one)}).status_code == 422
    assert first.post(SETUP, {"code": now_of(one)}).status_code == 200
    assert second_step_secret(alice.pk, SecondStep.objects.get().nonce) == one


def test_it_is_set_up_and_turned_off_in_the_profile(alice):
    browser = client_of(alice)
    assert "Set it up" in browser.get(WAYS).content.decode()
    secret = shown_secret(browser.get(SETUP).content.decode())
    assert "Your recovery codes" in browser.post(SETUP, {"code": now_of(secret)}).content.decode()
    assert goes_to(browser.get(SETUP)) == WAYS
    assert browser.post(f"{WAYS}second-step/end/", {"code": "000000"}).status_code == 422
    assert SecondStep.objects.exists()
    fresh = code_at(secret, SecondStep.objects.get().last_used + 1)
    assert goes_to(browser.post(f"{WAYS}second-step/end/", {"code": fresh})) == WAYS
    assert not SecondStep.objects.exists()


def test_new_recovery_codes_are_in_the_answer_and_nowhere_after_it(alice):
    with_second_step(alice)
    browser = client_of(alice)
    page = browser.post(f"{WAYS}recovery-codes/", {"code": app_code(alice)})
    code = re.search(r"<code>([a-z2-7-]{19})</code>", page.content.decode())
    assert code
    assert "no-store" in page.headers["Cache-Control"]
    assert code[1] not in browser.get(WAYS).content.decode()


def test_an_owner_takes_a_colleagues_second_step_away(anton, olga):
    with_second_step(anton)
    browser = client_of(olga)
    page = f"/desk/settings/colleagues/{anton.pk}/"
    assert "Take the second step away" in browser.get(page).content.decode()
    assert goes_to(browser.post(f"/desk/settings/people/{anton.pk}/second-step/end/")) == page
    assert not SecondStep.objects.exists()
    assert "Take the second step away" not in browser.get(page).content.decode()


def test_the_way_in_of_a_panel_of_elsewhere_asks_for_it_there(alice, olga):
    with_second_step(alice)
    change_password(alice, WORDS, by=alice)
    site = "https://shop.example"
    panel = change_panel(create_panel("Shop", by=olga), by=olga, name="Shop", origins=[site], active=True)
    headers = {"Smartai-Panel": panel.key, "Smartai-Host": site}
    first = Client().post(SIGN_IN, {"address": alice.email, "password": WORDS}, headers=headers)
    assert first.headers["Smartai-Location"] == STEP
    assert "Smartai-Session" not in first.headers
    jar = {"Smartai-Jar": first.headers["Smartai-Jar"]}
    elsewhere = Client().post(
        STEP, {"code": app_code(alice)}, headers={**headers, "Smartai-Host": "http://testserver"}
    )
    assert "Smartai-Session" not in elsewhere.headers
    second = Client().post(STEP, {"code": app_code(alice)}, headers={**headers, **jar})
    assert second.headers["Smartai-Session"]
    assert Session.objects.get().scope == f"{panel.key} {site}"
