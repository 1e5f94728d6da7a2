"""What every answer tells the browser, on every route and for every kind of person."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client, override_settings

from smartai.core.people.actions import change_password
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.models import Session, SignInCode
from smartai.web.ui.entry import Entry, entry_of
from smartai.web.ui.visitors import SESSION_COOKIE
from tests.cast import choose, client_of
from tests.web.test_access_table import ROUTES, address, things  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "correct horse battery"
OFF_SITE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    "javascript:alert(1)",
    "https:evil.example",
]


def problems_of(name: str, answer: HttpResponseBase) -> list[str]:
    found = []
    policy = answer.headers.get("Content-Security-Policy", "")
    if "sandbox" not in policy and not ("default-src 'none'" in policy and "frame-ancestors" in policy):
        found.append(f"policy: {policy}")
    if "unsafe-eval" in policy or re.search(r"script-src[^;]*unsafe", policy):
        found.append(f"scripts: {policy}")
    framed = name in ("console:mail-body", "outbox:body")
    if answer.headers.get("X-Frame-Options") != (
        "SAMEORIGIN" if framed and answer.status_code == 200 else "DENY"
    ):
        found.append("frames")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("sniffing")
    if answer.headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        found.append("referrer")
    kept = answer.headers.get("Cache-Control", "")
    open_to_all = entry_of(ROUTES[name].callback) is Entry.MACHINE
    if not open_to_all and not ("private" in kept or "no-store" in kept):
        found.append(f"kept: {kept}")
    if "ETag" in answer.headers or "Last-Modified" in answer.headers:
        found.append("validators tell whether something changed")
    found += [
        f"cookie {cookie.key}"
        for cookie in answer.cookies.values()
        if cookie.value and not (cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["secure"])
    ]
    return found


@pytest.mark.parametrize("who", ["visitor", "alice", "anton", "olga"])
@override_settings(HTTPS=True, CSRF_COOKIE_SECURE=True, SESSION_COOKIE_SECURE=True)
def test_every_answer_keeps_others_out(who, things, request):  # noqa: F811
    client = client_of(None if who == "visitor" else request.getfixturevalue(who))
    answers = {(name, method): getattr(client, method)(address(name, things))
               for method in ("get", "post") for name in ROUTES
               if (name, method) not in (("panel:erasure", "post"), ("panel:live", "get"))
               and not (method == "post" and "sign-out" in name)}  # fmt: skip
    found = {key: problems for key, answer in answers.items() if (problems := problems_of(key[0], answer))}
    assert found == {}


def test_cookies_of_a_site_on_https_never_travel_in_the_clear():
    assert settings.CSRF_COOKIE_SECURE is settings.SESSION_COOKIE_SECURE is settings.HTTPS
    assert settings.CSRF_COOKIE_HTTPONLY


@pytest.fixture
def sign_in(alice):
    """Signs Alice in with her password."""
    choose("sign_in", passwords=True)
    change_password(alice, WORDS, by=alice)

    def signed_in(client: Client, **more: str) -> HttpResponseBase:
        return client.post("/support/sign-in/", {"address": alice.email, "password": WORDS, **more})

    return signed_in


@pytest.mark.parametrize("place", OFF_SITE)
def test_nobody_is_led_off_the_site(place, sign_in, alice):
    """By the form, by its address, on the way through a code, and when somebody is signed in already."""
    client = Client()
    answers = [sign_in(client, next=place), client.get("/support/sign-in/", {"next": place})]
    choose("protection", check="off")
    for path in ("/support/sign-in/", "/support/register/", "/support/sign-in/password/"):
        stranger = Client()
        stranger.post(f"{path}?next={place}", {"address": "new@hill.example", "next": place, "password": ""})
        code = code_digits(SignInCode.objects.latest("pk"))
        answers.append(stranger.post("/support/sign-in/code/", {"code": code, "password": WORDS}))
    goals = [answer.headers.get("Location", "") for answer in answers]
    assert [goal for goal in goals if goal and not re.match(r"/support/(?!/)", goal)] == []


def test_a_token_from_before_signing_in_is_worth_nothing_after_it(sign_in, alice):
    client = Client()
    client.cookies[SESSION_COOKIE] = "planted-by-somebody-else-0123456789"
    sign_in(client)
    first = client.cookies[SESSION_COOKIE].value
    assert first != "planted-by-somebody-else-0123456789"
    sign_in(client)
    assert client.cookies[SESSION_COOKIE].value != first
    assert Session.objects.count() == 1  # the one before ended
    stolen = Client()
    stolen.cookies[SESSION_COOKIE] = first
    assert stolen.get("/support/profile/").status_code == 302


@pytest.mark.parametrize(("who", "path"), [("alice", "/support/sign-out/"), ("anton", "/desk/sign-out/")])
def test_signing_out_ends_the_session_and_what_the_browser_holds(who, path, request):
    client = client_of(request.getfixturevalue(who))
    client.get("/support/")  # a form brings the browser's own secret
    token = client.cookies[SESSION_COOKIE].value
    answer = client.post(path)
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.exists()
    assert [
        cookie.key for cookie in client.cookies.values() if cookie.value and cookie.key != "smartai_csrf"
    ] == []
    again = Client()
    again.cookies[SESSION_COOKIE] = token
    assert again.get("/support/profile/").status_code == 302


def test_every_form_is_refused_that_another_site_sends(things, olga):  # noqa: F811
    """Except where the address itself is the secret that the other site lacks."""
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(client_of(olga).cookies)
    taken = {name for name in ROUTES if client.post(address(name, things)).status_code not in (403, 404, 405)}
    assert {name for name in taken if not name.startswith("panel:link")} == set()
