"""What a panel inside another site opens with, and what the owner's choices leave of it."""

from __future__ import annotations

import re

import pytest

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.tickets.actions import close_ticket, reply_as_agent
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.foundation.accounts.actions import start_session
from tests.cast import client_of
from tests.web.ui.test_carried import SHOP, Frame

pytestmark = pytest.mark.django_db
HOME = "/support/home/"
PUBLISHED = ArticleStatus.PUBLISHED


@pytest.fixture
def shop(olga):
    return change_panel(create_panel("Shop", by=olga), by=olga, name="Shop", origins=[SHOP], active=True)


def frame_of(shop, person=None) -> Frame:
    return Frame(shop.key, token=start_session(person, scope=f"{shop.key} {SHOP}") if person else "")


def home_of(shop, person=None, path: str = HOME) -> str:
    answer = frame_of(shop, person).ask("get", path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def tabs_of(page: str) -> list[str]:
    return re.findall(r'<span dir="auto">([^<]+)</span><span class="tag num"', page)


def test_a_visitor_finds_help_and_the_way_to_write(shop):
    page = home_of(shop)
    assert tabs_of(page) == ["Home", "Your requests", "Help articles"]
    assert 'action="/help/"' in page
    assert 'href="/support/?write"' in page


def test_who_wrote_before_finds_what_happened_last_among_what_is_open(
    shop, alice, a_ticket, open_request, anton
):
    newer = open_request(alice, title="A newer one")
    reply_as_agent(a_ticket, "Here is the file.", by=anton)
    page = home_of(shop, alice)
    assert f"Hello <bdi>{alice.name}</bdi>" in page
    assert a_ticket.title in page
    assert "New answer" in page
    assert newer.title not in page
    for ticket in (a_ticket, newer):
        close_ticket(ticket, by=alice)
    assert 'class="requests"' not in home_of(shop, alice)


def test_nobody_finds_what_is_somebody_elses(shop, carol, a_ticket):
    assert a_ticket.title not in home_of(shop, carol)
    assert a_ticket.title not in home_of(shop)


def test_the_articles_are_those_that_the_site_names_for_its_page(shop, olga):
    for title in ("Refunds", "Sizes", "Invoices", "Parcels"):
        save_article(None, by=olga, title=title, text="Words.", status=PUBLISHED)
    named = home_of(shop, path=f"{HOME}?suggest=sizes,refunds")
    shown = re.findall(r'href="/help/([a-z]+)/"', named)
    assert shown == ["sizes", "refunds"]
    assert len(re.findall(r'href="/help/[a-z]+/"', home_of(shop))) == 3


@pytest.mark.parametrize(
    ("group", "choice", "gone"),
    [
        ("panel", {"show_help": False}, ['action="/help/"', 'href="/help/refunds/"']),
        ("panel", {"show_list": False}, ["Wrong size", "Your requests"]),
        ("panel", {"show_new_button": False}, ['href="/support/?write"']),
        ("panel", {"show_top_bar": False}, ['<header class="top">']),
    ],
)
def test_what_the_owner_hides_is_not_there(group, choice, gone, shop, olga, alice, open_request):
    save_article(None, by=olga, title="Refunds", text="Words.", status=PUBLISHED)
    open_request(alice, title="Wrong size")
    before = home_of(shop, alice)
    assert all(words in before for words in gone)
    change_panel_choices(shop, group, choice, by=olga)
    after = home_of(shop, alice)
    assert not any(words in after for words in gone)


def test_where_the_button_is_hidden_the_form_keeps_its_tab(shop, olga):
    change_panel_choices(shop, "panel", {"show_new_button": False}, by=olga)
    assert tabs_of(home_of(shop)) == ["Home", "New request", "Your requests", "Help articles"]


def test_the_owners_welcome_greets_who_writes_for_the_first_time(shop, olga, alice, a_ticket):
    change_panel_choices(shop, "welcome", {"heading": "Good day", "message": "We are here."}, by=olga)
    assert "Good day" in home_of(shop)
    assert "We are here." in home_of(shop)
    assert "Good day" not in home_of(shop, alice)


def test_without_a_home_the_panel_opens_with_the_form_and_the_articles_of_the_page(shop, olga):
    save_article(None, by=olga, title="Refunds", text="Words.", status=PUBLISHED)
    change_panel_choices(shop, "widget", {"home": False}, by=olga)
    page = home_of(shop, path=f"{HOME}?suggest=refunds")
    assert tabs_of(page) == ["New request", "Your requests", "Help articles"]
    assert 'name="title"' in page
    assert "Refunds" in page


def test_our_own_pages_have_none(alice):
    answer = client_of(alice).get(HOME)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/support/")


def test_where_only_people_write_whom_the_site_names_nobody_else_sees_it(shop, olga, alice):
    change_panel_choices(shop, "widget", {"require_identity": True}, by=olga)
    for person in (None, alice):
        page = frame_of(shop, person).ask("get", HOME).content.decode()
        assert 'href="/support/?write"' not in page
