"""What the site around an embedded panel tells: few and short words, for the team and for nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from smartai.core.privacy.actions import erase_person, export_person
from smartai.core.tickets.models import SiteContext, Ticket
from smartai.core.workspace.actions import change_panel, create_panel
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.captcha.trap import START_FIELD
from smartai.web.panel.site_around import MOST_BYTES, MOST_KEYS
from tests.cast import client_of

pytestmark = pytest.mark.django_db
SHOP = "https://shop.example"


@pytest.fixture
def shop(olga):
    return change_panel(create_panel("Shop", by=olga), by=olga, name="Shop", origins=[SHOP], active=True)


@pytest.fixture
def send(shop, alice, time_machine):
    """Alice writes in the panel on the shop's page, or on our own pages."""

    def sent(site: Any, *, embedded: bool = True) -> Ticket:
        token = start_session(alice, scope=f"{shop.key} {SHOP}")
        headers = {"Smartai-Panel": shop.key, "Smartai-Host": SHOP, "Authorization": f"Bearer {token}"}
        client = client_of(None if embedded else alice)
        carried = headers if embedded else {}
        page = client.get("/support/", headers=carried).content.decode()
        start = page.split(f'name="{START_FIELD}" value="')[1].split('"')[0]
        time_machine.move_to(timezone.now() + timedelta(seconds=5))
        words = {START_FIELD: start, "title": "Wrong size", "message": "I ordered M."}
        text = site if isinstance(site, str) else json.dumps(site)
        client.post("/support/", {**words, "site": text}, headers=carried)
        return Ticket.objects.latest("pk")

    return sent


def test_it_stands_beside_the_ticket_for_the_team(send, olga):
    ticket = send(
        {"page": f"{SHOP}/cart?token=secret#x", "told": {"plan": "pro", "seats": 12, "<b>": "<i>x"}}
    )
    kept = SiteContext.objects.get(ticket=ticket)
    assert (kept.page, kept.told) == (f"{SHOP}/cart", {"plan": "pro", "seats": "12", "<b>": "<i>x"})
    page = client_of(olga).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert f"{SHOP}/cart" in page
    assert "&lt;i&gt;x" in page
    assert "<i>x" not in page


def test_customers_never_see_it(send, alice):
    ticket = send({"page": f"{SHOP}/cart", "told": {"plan": "hidden words"}})
    page = client_of(alice).get(f"/support/requests/{ticket.pk}/").content.decode()
    assert "hidden words" not in page
    assert "hidden words" not in json.dumps(export_person(alice, by=alice))


@pytest.mark.parametrize(
    "site",
    [
        "",
        "x",
        "[]",
        "null",
        "[" * 5000,
        json.dumps({"page": 7, "told": [1]}),
        "\x00",
        json.dumps({"told": {"a": {}}}),
    ],
)
def test_what_is_none_is_left_out_and_the_request_arrives(site, send):
    ticket = send(site)
    assert ticket.title == "Wrong size"
    assert not SiteContext.objects.exists()


@pytest.mark.parametrize(
    "page", ["https://evil.example/x", "javascript:alert(1)", "//shop.example", f"{SHOP}.evil.example/"]
)
def test_a_page_of_another_site_is_not_believed(page, send):
    send({"page": page, "told": {}})
    assert not SiteContext.objects.exists()


def test_it_is_bounded(send):
    ticket = send({"told": {f"key {n} \u202e\n" + "k" * 90: "w" * 40 for n in range(40)}})
    kept = SiteContext.objects.get(ticket=ticket).told
    assert len(kept) <= MOST_KEYS
    assert sum(len(name + words) for name, words in kept.items()) <= MOST_BYTES
    assert all(len(name) <= 40 and "\u202e" not in name for name in kept)


def test_our_own_pages_take_none(send):
    send({"page": f"{SHOP}/cart", "told": {"plan": "pro"}}, embedded=False)
    assert not SiteContext.objects.exists()


def test_it_goes_with_its_writer(send, alice):
    send({"told": {"plan": "pro"}})
    erase_person(alice, by=alice)
    assert not SiteContext.objects.exists()
