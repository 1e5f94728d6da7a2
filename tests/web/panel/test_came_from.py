"""What the form knows of the help before it, from the page to the worker."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.helpfulness.models import ArticleFeedback, MissedSearch, Writing
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.tickets.models import HeldRequest, Ticket
from smartai.foundation.events.dispatch import EventDispatch
from smartai.reactions.helpfulness.weighing import RequestWeighing
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/support/suggestions/"


@pytest.fixture
def exports(_first_rows, olga):
    return save_article(
        None, by=olga, title="Exporting reports", text="Press export.", status=ArticleStatus.PUBLISHED
    )


@pytest.fixture(autouse=True)
def _without_robot_check(_first_rows):
    choose("sign_in", policy="open")
    choose("protection", check="off")


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return found[1] if found else ""


def open_form(client, address="/support/") -> dict[str, str]:
    page = client.get(address).content.decode()
    return {name: field(page, name) for name in ("writing", "form_start", "feedback") if field(page, name)}


def send(client, form, later, **typed):
    later(seconds=5)
    answer = client.post("/support/", {**form, **typed})
    assert answer.status_code == 302, answer.content.decode()
    return Ticket.objects.latest("pk")


def work():
    EventDispatch(SUBSCRIPTIONS).drain()
    RequestWeighing().drain()


def test_a_yes_and_a_request_from_the_same_browser_an_hour_later(exports, later):
    client = client_of(None)
    form = open_form(client)
    client.post(PAGE, {"title": "exporting reports", "writing": form["writing"]})
    assert client.post(f"{PAGE}exporting-reports/answered/", {"writing": form["writing"]}).status_code == 204
    cookie = client.cookies["smartai_answered"]
    assert (cookie["path"], cookie["max-age"], cookie["httponly"]) == ("/support/", 24 * 3600, True)
    later(hours=1)
    typed = {"title": "Something else", "message": "x", "address": "zoe@stone.example", "name": "Zoe"}
    ticket = send(client, open_form(client), later, **typed)
    work()
    assert Writing.objects.get(key=form["writing"]).ticket == ticket


def test_a_yes_that_is_taken_back_is_forgotten_by_the_browser(exports):
    client = client_of(None)
    form = open_form(client)
    client.post(f"{PAGE}exporting-reports/answered/", {"writing": form["writing"]})
    client.post(f"{PAGE}exporting-reports/answered/end/", {"writing": form["writing"]})
    assert client.cookies["smartai_answered"].value == ""
    assert Writing.objects.get().taken_back


def test_opening_an_article_is_told_by_post_and_reading_it_changes_nothing(exports, alice):
    client = client_of(alice)
    form = open_form(client)
    client.get(f"{PAGE}exporting-reports/")
    assert not Writing.objects.exists()
    client.post(f"{PAGE}exporting-reports/opened/", {"writing": form["writing"]})
    assert Writing.objects.get().opened


def test_what_was_opened_and_did_not_do_becomes_a_question(exports, alice, later):
    client = client_of(alice)
    form = open_form(client)
    client.post(f"{PAGE}exporting-reports/opened/", {"writing": form["writing"]})
    ticket = send(client, form, later, title="Exporting reports", message="How?")
    work()
    assert MissedSearch.objects.get().askings.get().ticket == ticket


def test_the_request_instead_of_an_article_is_tied_to_what_was_said_of_it(exports, alice, later):
    client = client_of(alice)
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    address = client.post(
        "/help/feedback/exporting-reports/", {"answer": "no", "words": "How?", "then": "write"}
    )["Location"]
    ticket = send(client, open_form(client, address), later, title="Exporting reports", message="How?")
    work()
    assert ArticleFeedback.objects.get().ticket == ticket


def test_a_request_that_waits_for_a_code_keeps_what_it_came_from(exports, later):
    choose("sign_in", policy="code")
    client = client_of(None)
    form = open_form(client)
    later(seconds=5)
    typed = {"title": "T", "message": "x", "address": "zoe@stone.example", "name": "Zoe"}
    assert client.post("/support/", {**form, **typed}).status_code == 302
    assert HeldRequest.objects.get().draft["came_from"] == {"writing": form["writing"]}


def test_a_page_with_an_error_goes_on_with_the_same_writing(exports, later):
    client = client_of(None)
    form = open_form(client)
    page = client.post("/support/", {**form, "title": ""}).content.decode()
    assert field(page, "writing") == form["writing"]


def test_what_was_shown_before_is_not_written_again(exports):
    client = client_of(None)
    asked = {"title": "exporting reports"}
    client.post(PAGE, asked)
    with CaptureQueriesContext(connection) as plain:
        client.post(PAGE, asked)
    with CaptureQueriesContext(connection) as again:
        client.post(PAGE, {**asked, "writing": "writing-one-00001", "again": "1"})
    assert len(again) == len(plain)
    assert not Writing.objects.exists()
    client.post(PAGE, {**asked, "writing": "writing-one-00001"})
    assert Writing.objects.count() == 1


def test_a_flood_of_writings_from_one_network_is_answered_and_not_counted(exports):
    client = client_of(None)
    for n in range(125):
        answer = client.post(PAGE, {"title": "exporting reports", "writing": f"writing-number-{n:05}"})
        assert answer.status_code == 200
    assert Writing.objects.count() == 120


@pytest.mark.parametrize("writing", ["", "x", "\x00" * 20, "é" * 20, "w" * 40_000, "a b c d e f g h i j k"])
def test_no_writing_breaks_anything(exports, writing):
    client = client_of(None)
    sent = {"title": "exporting reports", "writing": writing}
    assert client.post(PAGE, sent).status_code == 200
    for verb in ("opened", "answered", "answered/end"):
        assert client.post(f"{PAGE}exporting-reports/{verb}/", sent).status_code == 204
    assert not Writing.objects.exists()
