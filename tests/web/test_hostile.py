"""Every route × hostile addresses, forms, headers and methods: no error of ours, nothing repeated unescaped.

Each round gives every field of every route another value, so that a few rounds meet most of them;
``SMARTAI_TEST_LONG=1`` runs as many rounds as there are values, so that each field meets each value.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from typing import Any, TypeVar

import pytest
from django.http import HttpResponseBase
from django.test import Client

from smartai.core.tickets.models import Ticket
from smartai.foundation.events.models import StoredEvent
from smartai.web.ui.visitors import SESSION_COOKIE
from tests.cast import client_of
from tests.web.access_table import TABLE, WHO
from tests.web.hostile import BODIES, HEADERS, NAMES, SCRIPT, VALUES
from tests.web.test_access_table import ROUTES, address, things  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
V = TypeVar("V")
METHODS = ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get"]
LONG = bool(os.environ.get("SMARTAI_TEST_LONG"))

Ask = Callable[[Client, str, int], HttpResponseBase]
"""The client, the address, and the number of the route."""


def rounds(many: Collection[Any], few: int) -> range:
    return range(len(many) if LONG else few)


def turned(many: Collection[V], place: int) -> V:
    return list(many)[place % len(many)]


def fields(at: int) -> dict[str, str]:
    return {name: turned(VALUES.values(), at + place) for place, name in enumerate(NAMES)}


def wrong_answers(ask: Ask, things: dict[str, Any], request: Any, *without: int) -> dict[str, str]:  # noqa: F811
    """What each route answered that it must not, asked by somebody whom it lets in."""
    found = {}
    for place, (name, row) in enumerate(TABLE.items()):
        if row.gets[WHO.index("olga")] in without:
            continue
        who = next((who for who, status in zip(WHO, row.gets, strict=True) if status in (200, 405)), "olga")
        client = client_of(None if who == "visitor" else request.getfixturevalue(who))
        client.raise_request_exception = False
        answer = ask(client, address(name, things), place)
        if (problem := _problem(answer)) and not (name == "panel:live" and answer.status_code == 503):
            found[name] = problem
    return found


def _problem(answer: HttpResponseBase) -> str:
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    body = b"" if answer.streaming else answer.content  # type: ignore[attr-defined]
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if is_page and any(one in body.decode() for one in (SCRIPT, "<img src=x")):
        return "repeated as markup"
    told = str(answer.headers.items())
    return "in a header" if SCRIPT in told or "evil.example" in told or "Bcc" in told else ""


@pytest.mark.parametrize("turn", rounds(VALUES, 2))
def test_no_address_breaks_a_page(turn, things, request):  # noqa: F811
    def ask(client: Client, url: str, place: int) -> HttpResponseBase:
        return client.get(url, {name: text[:2_000] for name, text in fields(turn + place).items()})

    assert wrong_answers(ask, things, request, 405) == {}


@pytest.mark.parametrize("turn", rounds(VALUES, 2))
def test_no_form_breaks_a_page(turn, things, request):  # noqa: F811
    def ask(client: Client, url: str, place: int) -> HttpResponseBase:
        return client.post(f"{url}?next=/", fields(turn + place))

    assert wrong_answers(ask, things, request) == {}


@pytest.mark.parametrize("turn", rounds(BODIES, 2))
def test_no_body_breaks_a_page(turn, things, request):  # noqa: F811
    def ask(client: Client, url: str, place: int) -> HttpResponseBase:
        kind, sent = turned(BODIES.values(), turn + place)
        return client.generic("POST", url, sent, content_type=kind)

    assert wrong_answers(ask, things, request) == {}


@pytest.mark.parametrize("turn", rounds(HEADERS, 2))
def test_no_header_breaks_a_page(turn, things, request):  # noqa: F811
    def ask(client: Client, url: str, place: int) -> HttpResponseBase:
        headers = turned(HEADERS.values(), turn + place)
        visitor = Client(raise_request_exception=False)
        return (visitor if "cookie" in headers else client).get(url, headers=headers)

    assert wrong_answers(ask, things, request, 405) == {}


def test_no_method_breaks_a_page_or_changes_anything(things, request):  # noqa: F811
    before = StoredEvent.objects.count(), Ticket.objects.count()
    for turn in rounds(METHODS, 2):

        def ask(client: Client, url: str, place: int, turn: int = turn) -> HttpResponseBase:
            return client.generic(turned(METHODS, turn + place), url)

        assert wrong_answers(ask, things, request) == {}
    assert (StoredEvent.objects.count(), Ticket.objects.count()) == before


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "9" * 19, "9" * 5_000])
def test_a_number_that_no_row_has_is_not_there(number, things, olga, anton):  # noqa: F811
    """For owners, who may see all there is: on every route with a number, for reading and for sending."""
    client = client_of(olga)
    got: dict[tuple[str, str], int] = {}
    for name, route in ROUTES.items():
        pattern = str(route.pattern)
        if "<int:" not in pattern or name.startswith("panel:link"):
            continue
        url = address(name, things)
        last = [part for part in url.split("/") if part.isdigit()][-1]
        asked = f"/{number}/".join(url.rsplit(f"/{last}/", 1))
        got |= {(name, method): getattr(client, method)(asked).status_code for method in ("get", "post")}
    assert {key: status for key, status in got.items() if status not in (404, 405)} == {}


def test_stolen_or_made_up_sessions_are_nobody(things):  # noqa: F811
    for token in ("", "x" * 43, "x" * 64, "x" * 10_000, SCRIPT * 2, "\xff" * 30, "a\x01" * 20):
        client = Client(raise_request_exception=False)
        client.cookies[SESSION_COOKIE] = token
        assert client.get("/support/profile/").status_code == 302
