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


FOR_ALL_VISITORS = {"help:home", "help:article", "help:category", "help:newest", "help:typing"}
"""The same for everybody who is not signed in."""
FRAMED_BY_US = {"console:mail-body", "outbox:body", "console:article-preview", "console:article-new-preview"}
FRAMED_BY_US |= {"console:form-preview"}
"""Shown in a frame of another of our pages, never in one of somebody else."""
FRAMED_BY_SITES = {"embed:frame"}
"""Shown in frames of the sites that an owner listed: which, the policy says, and no older header."""
FOR_MACHINES = {"help:feed", "help:sitemap", "embed-script", "embed-types"}
"""The same for everybody."""
CONTINUED = {"help:file"}
"""Videos are fetched in pieces, and a piece must belong to the file that was begun: its tag says so."""
TELL_THE_ORIGIN = {"console:robot-check", "console:panel-robot-check"}
"""A company's widget learns which site it stands on, never which page."""


def problems_of(name: str, answer: HttpResponseBase, who: str) -> list[str]:
    found = []
    policy = answer.headers.get("Content-Security-Policy", "")
    if "sandbox" not in policy and not ("default-src 'none'" in policy and "frame-ancestors" in policy):
        found.append(f"policy: {policy}")
    if "unsafe-eval" in policy or re.search(r"script-src[^;]*unsafe", policy):
        found.append(f"scripts: {policy}")
    shown = answer.status_code == 200
    frames: str | None = "SAMEORIGIN" if name in FRAMED_BY_US and shown else "DENY"
    if name in FRAMED_BY_SITES and shown:
        frames = None
        if "frame-ancestors 'self'" not in policy:
            found.append(f"framed by anybody: {policy}")
    if answer.headers.get("X-Frame-Options") != frames:
        found.append("frames")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("sniffing")
    told = "strict-origin-when-cross-origin" if name in TELL_THE_ORIGIN and shown else "same-origin"
    if answer.headers.get("Referrer-Policy") not in (told, "no-referrer"):
        found.append("referrer")
    kept = answer.headers.get("Cache-Control", "")
    is_shared = name in FOR_MACHINES or (name in FOR_ALL_VISITORS and who == "visitor")
    open_to_all = entry_of(ROUTES[name].callback) is Entry.MACHINE or is_shared
    if not open_to_all and not ("private" in kept or "no-store" in kept):
        found.append(f"kept: {kept}")
    has_validators = "ETag" in answer.headers or "Last-Modified" in answer.headers
    if has_validators and not (is_shared or name in CONTINUED):
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
    found = {
        key: problems for key, answer in answers.items() if (problems := problems_of(key[0], answer, who))
    }
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
