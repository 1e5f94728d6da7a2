"""The link in a mail with a code: it fills the code in where it was asked for, and nowhere else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.code_links import code_key
from smartai.foundation.accounts.models import Session, SignInCode
from tests.cast import choose, client_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_no_check")]
SIGN_IN, CODE, FORGOTTEN = "/support/sign-in/", "/support/sign-in/code/", "/support/sign-in/password/"


@pytest.fixture
def _no_check(_first_rows):
    choose("protection", check="off")


def asked_for(address: str, at: str = SIGN_IN) -> tuple[Client, SignInCode]:
    """A browser that waits for its code, and the code."""
    client = Client()
    client.post(at, {"address": address})
    return client, SignInCode.objects.latest("pk")


def link_of(code: SignInCode) -> str:
    return f"/support/sign-in/link/{code_key(code)}/"


def filled_in(page: str) -> str:
    value = re.search(r'<input type="text" name="code"(?: value="(\d*)")?', page)
    assert value
    return value[1] or ""


def test_it_fills_the_code_in_and_the_button_uses_it(alice):
    client, code = asked_for(alice.email)
    opened = client.get(link_of(code))
    assert opened.headers["Location"] == CODE
    assert (opened.headers["Referrer-Policy"], opened.headers["Cache-Control"]) == ("no-referrer", "no-store")
    page = client.get(CODE).content.decode()
    assert "One press on the button is left" in page
    assert not Session.objects.exists()
    client.post(CODE, {"code": filled_in(page)})
    assert Session.objects.get().person == alice


def test_a_scanner_of_mail_programs_uses_nothing_up_and_learns_nothing(alice):
    _, code = asked_for(alice.email)
    pages = [Client().get(link) for link in (link_of(code), "/support/sign-in/link/made-up/")]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].content == pages[1].content
    assert "only in the browser that asked" in pages[0].content.decode()
    assert code_digits(code) not in pages[0].content.decode()
    assert all({"smartai_code", "smartai_session"}.isdisjoint(page.cookies) for page in pages)
    assert Client().post(link_of(code)).status_code == 405
    code.refresh_from_db()
    assert (code.used_at, code.tries) == (None, 0)
    assert not Session.objects.exists()


def test_a_browser_that_waits_for_another_code_is_told_and_keeps_waiting(alice, carol):
    _, code = asked_for(alice.email)
    other, others = asked_for(carol.email)
    page = other.get(link_of(code), follow=True).content.decode()
    assert "This link belongs to another code" in page
    assert filled_in(page) == ""
    assert other.post(CODE, {"code": code_digits(code)}).status_code == 422
    assert other.post(CODE, {"code": code_digits(others)}).status_code == 302
    assert Session.objects.get().person == carol


def test_the_browser_that_asked_finds_no_code_without_the_mail(alice):
    client, code = asked_for(alice.email)
    for key in ("made-up", "é", code.challenge_hash, code.nonce):
        assert filled_in(client.get(f"/support/sign-in/link/{key}/", follow=True).content.decode()) == ""


@pytest.mark.parametrize("delay", [{"minutes": 11}, {"seconds": 31}], ids=["late", "replaced"])
def test_the_link_of_a_code_that_works_no_more_fills_nothing_in(delay, alice, later):
    client, code = asked_for(alice.email)
    client.get(link_of(code))
    later(**delay)
    if "seconds" in delay:
        client.post(f"{CODE}again/")
    assert filled_in(client.get(CODE).content.decode()) == ""
    assert filled_in(client.get(link_of(code), follow=True).content.decode()) == ""


def test_a_new_password_is_still_asked_for(alice):
    client, code = asked_for(alice.email, FORGOTTEN)
    page = client.get(link_of(code), follow=True).content.decode()
    assert filled_in(page) == code_digits(code)
    assert re.search(r'<input type="password"[^>]*autofocus', page)
    assert client.post(CODE, {"code": code_digits(code)}).status_code == 422


def test_somebody_who_is_signed_in_already_is_led_home(alice):
    _, code = asked_for(alice.email)
    assert client_of(alice).get(link_of(code)).headers["Location"] == "/support/requests/"
