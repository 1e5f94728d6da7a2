"""What the frame of a panel inside another site may do, and what others who send its headers may not."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from smartai.core.tickets.models import Ticket
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.actions.issue_code import code_digits
from smartai.foundation.accounts.models import Session, SignInCode
from smartai.foundation.captcha.trap import START_FIELD
from smartai.web.ui.visitors import SESSION_COOKIE
from tests.cast import client_of

pytestmark = pytest.mark.django_db

SHOP = "https://shop.example"


@pytest.fixture
def shop(olga):
    panel = create_panel("Shop", by=olga)
    change_panel_choices(panel, "sign_in", {"policy": "open"}, by=olga)
    change_panel_choices(panel, "protection", {"check": "off"}, by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


class Frame:
    """What the frame's script does: it sends headers, keeps the jar, and goes on where it is told."""

    def __init__(self, key: str, host: str = SHOP, token: str = "") -> None:
        self.client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
        self.key, self.host, self.token = key, host, token
        self.jar: dict[str, str] = {}
        self.stays = False

    def ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
        jar = quote(json.dumps(self.jar))
        headers = {"Smartai-Panel": self.key, "Smartai-Host": self.host, "Smartai-Jar": jar}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        answer = getattr(self.client, method)(path, data, headers=headers)
        self.jar.update(json.loads(unquote(answer.headers.get("Smartai-Jar", "%7B%7D"))))
        if "Smartai-Session" in answer.headers:
            self.token, self.stays = answer.headers["Smartai-Session"], "Smartai-Stay" in answer.headers
        place = answer.headers.get("Smartai-Location")
        return self.ask("get", place) if place else answer


def letter(page: str) -> dict[str, str]:
    start = page.split(f'name="{START_FIELD}" value="')[1].split('"')[0]
    words = {
        "name": "Alice",
        "title": "Wrong size",
        "message": "I ordered M.",
        "address": "alice@lake.example",
    }
    return {START_FIELD: start, "address": "alice@lake.example", **words}


def test_a_visitor_writes_in_the_frame_without_any_cookie(shop, time_machine):
    frame = Frame(shop.key)
    page = frame.ask("get", "/support/")
    time_machine.move_to(timezone.now() + timedelta(seconds=5))
    sent = frame.ask("post", "/support/", letter(page.content.decode()))
    ticket = Ticket.objects.get()
    assert (sent.status_code, ticket.title, ticket.panel_id) == (200, "Wrong size", shop.pk)
    assert str(ticket.pk) in sent.content.decode()
    assert not frame.client.cookies


def test_the_frame_shows_the_panels_own_look(shop, olga):
    change_panel_choices(shop, "brand", {"name": "Northwind Shop"}, by=olga)
    page = Frame(shop.key).ask("get", "/support/").content.decode()
    assert "Northwind Shop" in page
    assert f"panel={shop.key}" in page
    assert "Northwind Shop" not in client_of(None).get("/support/").content.decode()


def test_a_frame_is_not_led_to_the_owners_own_sign_in_but_links_to_it(shop, olga):
    """It could not follow, and would stay empty."""
    own = {"first_page": "redirect", "redirect_url": "https://login.example/in"}
    change_panel_choices(shop, "sign_in", {**own, "policy": "account"}, by=olga)
    for place in ("/support/", "/support/requests/"):
        page = Frame(shop.key).ask("get", place)
        assert page.status_code == 200
        assert 'href="https://login.example/in?next=https%3A%2F%2Fshop.example"' in page.content.decode()


def test_a_session_counts_in_its_panel_on_its_site_and_nowhere_else(shop, olga, alice, a_ticket):
    other = create_panel("Other", by=olga)
    change_panel(other, by=olga, name="Other", origins=[SHOP, "https://other.example"], active=True)
    change_panel(shop, by=olga, name="Shop", origins=[SHOP, "https://other.example"], active=True)
    token = start_session(alice, scope=f"{shop.key} {SHOP}")
    path = f"/support/requests/{a_ticket.pk}/"
    assert a_ticket.title in Frame(shop.key, token=token).ask("get", path).content.decode()
    for elsewhere in (Frame(other.key, token=token), Frame(shop.key, "https://other.example", token)):
        assert a_ticket.title not in elsewhere.ask("get", path).content.decode()
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.cookies[SESSION_COOKIE] = token
    assert browser.get(path).status_code == 302


def test_a_cookies_session_does_not_count_in_a_frame(shop, alice, a_ticket):
    token = start_session(alice)
    assert (
        a_ticket.title
        not in Frame(shop.key, token=token).ask("get", f"/support/requests/{a_ticket.pk}/").content.decode()
    )


def test_cookies_that_a_browser_sends_along_are_not_looked_at(shop, alice, a_ticket):
    frame = Frame(shop.key)
    frame.client.cookies[SESSION_COOKIE] = start_session(alice)
    page = frame.ask("get", f"/support/requests/{a_ticket.pk}/")
    assert a_ticket.title not in page.content.decode()


def test_a_jar_never_holds_a_session(shop, alice, a_ticket):
    frame = Frame(shop.key)
    frame.jar = {SESSION_COOKIE: start_session(alice, scope=f"{shop.key} {SHOP}")}
    assert a_ticket.title not in frame.ask("get", f"/support/requests/{a_ticket.pk}/").content.decode()


@pytest.mark.parametrize(
    "host", ["", "null", "https://evil.example", "https://shop.example.evil.example", "https://shop.example/"]
)
def test_a_site_that_is_not_listed_gets_nothing(host, shop):
    assert Frame(shop.key, host).ask("get", "/support/").status_code == 403


def test_a_panel_that_is_switched_off_or_unknown_gives_nothing(shop, olga):
    change_panel(shop, by=olga, name="Shop", origins=[SHOP], active=False)
    assert Frame(shop.key).ask("get", "/support/").status_code == 403
    assert Frame("pk_unknown").ask("get", "/support/").status_code == 403


@pytest.mark.parametrize("path", ["/desk/", "/desk/settings/panels/", "/outbox/", "/metrics"])
def test_the_desk_is_no_part_of_a_frame(path, shop, olga):
    token = start_session(olga, scope=f"{shop.key} {SHOP}")
    assert Frame(shop.key, token=token).ask("get", path).status_code == 403


@pytest.mark.parametrize("jar", ["x", "[]", "%7B", "{}" * 9000, '{"a":1}', "\x00"])
def test_a_jar_that_is_none_breaks_nothing(jar, shop):
    client = Client(HTTP_HOST="127.0.0.1")
    headers = {"Smartai-Panel": shop.key, "Smartai-Host": SHOP, "Smartai-Jar": jar}
    assert client.get("/support/", headers=headers).status_code == 200


def test_a_form_from_elsewhere_without_the_frames_headers_still_needs_its_token(shop):
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    assert client.post("/support/", {"title": "x"}).status_code == 403


def test_somebody_signs_in_by_code_in_the_frame_and_out_again(shop, alice, a_ticket):
    frame = Frame(shop.key)
    frame.ask("get", "/support/sign-in/")
    frame.ask("post", "/support/sign-in/", {"address": alice.email})
    assert SignInCode.objects.count() == 1
    frame.ask("post", "/support/sign-in/code/", {"code": code_digits(SignInCode.objects.get())})
    assert a_ticket.title in frame.ask("get", "/support/requests/").content.decode()
    assert Session.objects.get(scope__startswith=shop.key).person == alice
    frame.ask("post", "/support/sign-out/")
    assert not Session.objects.filter(scope__startswith=shop.key).exists()
    assert settings.CSRF_COOKIE_NAME not in frame.jar
