"""The light of a panel, and a look at a page of one of its sites."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from smartai.core.workspace.actions import Sign, change_panel, create_panel, keep_page_check, note_sighting
from smartai.core.workspace.models import PanelSite
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.outside.whereabouts import Reach
from smartai.web.console.page_checks import reach_for
from tests.cast import client_of
from tests.journeys.host_site import HostSite
from tests.web.hostile import SCRIPT

pytestmark = pytest.mark.django_db
SHOP = "https://shop.example"


@pytest.fixture
def site() -> Iterator[HostSite]:
    made = HostSite("127.0.0.1")
    yield made
    made.stop()


@pytest.fixture
def shop(olga):
    panel = create_panel("Shop", by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


@pytest.fixture
def listed(olga, site):
    panel = create_panel("Near", by=olga)
    return change_panel(panel, by=olga, name="Near", origins=[site.origin], active=True)


def light(olga, panel) -> tuple[str, str]:
    """Tone and words, as the page shows them without a script."""
    page = client_of(olga).get(f"/desk/settings/panels/{panel.pk}/light/").content.decode()
    tone = re.search(r'data-tone="(\w*)"', page)
    assert tone
    return tone[1], " ".join(re.sub(r"<[^>]+>", "", page).split())


def look(olga, panel, address: str) -> str:
    """The panel's page after looking at an address of it."""
    sent = {"page": address, "back": "panel"}
    answer = client_of(olga).post(f"/desk/settings/panels/{panel.pk}/check/", sent, follow=True)
    return " ".join(re.sub(r"<[^>]+>", "", answer.content.decode().replace("&#39;", "'")).split())


def test_it_is_grey_until_something_was_seen(olga, shop):
    assert light(olga, shop) == ("", "Not seen yet. Open a page of the site with the line in it.")
    change_panel(shop, by=olga, name="Shop", origins=[], active=True)
    assert light(olga, shop)[1].startswith("Not seen yet. First say on which sites")
    change_panel(shop, by=olga, name="Shop", origins=[SHOP], active=False)
    assert light(olga, shop) == ("", "Embedding is off: no other site shows this panel.")


def test_it_is_green_with_the_page_and_how_long_ago_it_was(olga, shop, later):
    note_sighting(shop.pk, SHOP, Sign.FRAME, path="/cart")
    assert light(olga, shop) == ("ok", "Seen just now on shop.example/cart")
    later(minutes=2)
    assert light(olga, shop) == ("ok", "Seen 2 minutes ago on shop.example/cart")
    later(hours=5)
    assert "Last seen on shop.example/cart" in light(olga, shop)[1]


def test_a_site_that_is_not_listed_is_named_and_never_added_by_a_click(olga, shop, later):
    note_sighting(shop.pk, "https://evil.example", Sign.REFUSED)
    tone, words = light(olga, shop)
    assert tone == "warn"
    assert "https://evil.example asked for this panel" in words
    assert "https://evil.example" not in re.findall(r'value="([^"]*)"', words)
    later(days=8)
    assert light(olga, shop)[0] == ""


def test_a_page_that_names_another_panel_is_told_until_the_frame_works(olga, shop, later):
    note_sighting(shop.pk, SHOP, Sign.SCRIPT)
    note_sighting(shop.pk, SHOP, Sign.STRANGE, key="pk_typo")
    assert "names the panel pk_typo, which is not here" in light(olga, shop)[1]
    later(minutes=3)
    note_sighting(shop.pk, SHOP, Sign.FRAME, path="/")
    assert light(olga, shop)[0] == "ok"


def test_what_a_look_found_in_the_way_ends_when_the_panel_works(olga, shop, later):
    keep_page_check(shop, SHOP, "/cart", [{"code": "frame-blocked", "shown": "frame-src x"}], by=olga)
    note_sighting(shop.pk, SHOP, Sign.SCRIPT)
    assert light(olga, shop)[0] == "warn"
    later(minutes=1)
    note_sighting(shop.pk, SHOP, Sign.FRAME, path="/cart")
    assert light(olga, shop)[0] == "ok"


def test_a_right_page_is_called_right_and_the_look_is_kept(olga, site, listed):
    snippet = f'<script async src="http://127.0.0.1:8000/embed.js" data-panel="{listed.key}"></script>'
    words = look(olga, listed, site.put("/cart", snippet))
    assert "The line is there, with this panel's key." in words
    assert "nothing is in the way" in words
    assert PanelSite.objects.get().checked_path == "/cart"
    assert StoredEvent.objects.filter(kind="workspace.panel_checked", actor_id=olga.pk).count() == 1


def test_a_blocking_policy_is_told_with_the_directive_that_mends_it(olga, site, listed):
    snippet = f'<script async src="http://127.0.0.1:8000/embed.js" data-panel="{listed.key}"></script>'
    words = look(olga, listed, site.put("/shut", snippet, policy="default-src 'self'"))
    assert "script-src 'self' http://127.0.0.1:8000" in words
    assert "frame-src 'self' http://127.0.0.1:8000" in words
    assert light(olga, listed)[0] == "warn"


def test_a_page_that_is_not_there_says_so(olga, site, listed):
    assert "The site answers with this status: 404" in look(olga, listed, f"{site.origin}/gone")


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/",
        "http://127.0.0.1:1/",
        "file:///etc/passwd",
        "http://127.0.0.1@evil.example/",
        "",
        "x" * 3000,
    ],
)
def test_nothing_is_asked_outside_of_the_listed_sites(address, olga, site, listed):
    assert "is on none of the listed sites" in look(olga, listed, address)
    assert not PanelSite.objects.exists()


def test_what_a_hostile_page_says_is_shown_as_text(olga, site, listed):
    page = site.put("/x", f'<script data-panel="{SCRIPT}"></script>')
    client_of(olga).post(f"/desk/settings/panels/{listed.pk}/check/", {"page": page})
    shown = client_of(olga).get(f"/desk/settings/panels/{listed.pk}/").content.decode()
    assert SCRIPT not in shown
    assert "The line names another panel" in shown


@pytest.mark.parametrize(
    ("own", "host", "reach"),
    [
        ("https://help.example.com", "shop.example.com", Reach.WORLD),
        ("https://help.example.com", "10.0.0.5", Reach.PRIVATE),
        ("https://help.example.com", "wiki.internal", Reach.PRIVATE),
        ("https://help.example.com", "wiki", Reach.PRIVATE),
        ("https://help.example.com", "localhost", Reach.WORLD),
        ("https://help.example.com", "127.0.0.1", Reach.WORLD),
        ("https://help.example.com", "169.254.169.254", Reach.WORLD),
        ("https://help.corp", "shop.example.com", Reach.PRIVATE),
        ("http://127.0.0.1:8000", "localhost", Reach.MACHINE),
    ],
)
def test_only_an_installation_on_this_machine_asks_this_machine(own, host, reach, settings):
    settings.BASE_URL = own
    assert reach_for(host) is reach


def test_an_owner_does_not_look_without_end(olga, site, listed, monkeypatch):
    monkeypatch.setattr("smartai.web.console.views.page_checks.AN_HOUR", 1)
    address = site.put("/", "<p>Shop</p>")
    assert "The line is not in this page" in look(olga, listed, address)
    assert "That was often in a short time." in look(olga, listed, address)
