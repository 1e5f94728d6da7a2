"""What requests tell of the sites around: seldom written, never a reason to fail, no word of a visitor."""

from __future__ import annotations

from datetime import datetime

import pytest

from smartai.core.workspace.actions import change_panel, create_panel
from smartai.core.workspace.actions.note_sighting import MOST_UNLISTED, UNLISTED_A_MINUTE, forget_pace
from smartai.core.workspace.models import PanelSite
from smartai.foundation.events.models import StoredEvent
from tests.cast import client_of

pytestmark = pytest.mark.django_db
SHOP = "https://shop.example"


@pytest.fixture
def shop(olga):
    panel = create_panel("Shop", by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


def load(referer: str, path: str = "/embed.js") -> None:
    client_of(None).get(path, headers={"Referer": referer})


def script_at() -> datetime:
    found = PanelSite.objects.get().script_at
    assert found
    return found


def from_frame(panel, page: str, host: str = SHOP) -> None:
    told = {"Smartai-Panel": panel.key, "Smartai-Host": host, "Smartai-Page": page}
    client_of(None).get("/w/unread/", headers=told)


def test_a_page_that_loads_the_script_was_seen_without_its_path_or_query(shop):
    load(f"{SHOP}/cart?customer=alice")
    [site] = PanelSite.objects.all()
    assert (site.panel_id, site.origin, site.path) == (shop.pk, SHOP, "")
    assert site.script_at
    assert not site.frame_at


def test_a_frame_says_which_page_is_around_it_and_no_more_of_it(shop):
    from_frame(shop, f"{SHOP}/cart?customer=alice#top")
    [site] = PanelSite.objects.all()
    assert (site.path, bool(site.frame_at)) == ("/cart", True)
    assert StoredEvent.objects.filter(kind__contains="site").count() == 0


@pytest.mark.parametrize(
    "page", ["https://evil.example/cart", "javascript:alert(1)", "", "/cart", "https://["]
)
def test_a_page_of_another_site_than_the_one_around_is_not_believed(shop, page):
    from_frame(shop, page)
    assert not PanelSite.objects.exists()


def test_a_site_that_is_not_listed_is_seen_when_it_asks_for_the_frame_and_not_before(shop):
    load("https://other.example/")
    assert not PanelSite.objects.exists()
    load("https://other.example/", f"/w/{shop.key}/")
    [site] = PanelSite.objects.all()
    assert site.origin == "https://other.example"
    assert site.refused_at


def test_a_page_that_names_no_panel_of_ours_is_told_to_those_who_list_its_site(shop):
    load(f"{SHOP}/", "/w/pk_typo/")
    [site] = PanelSite.objects.all()
    assert (site.panel_id, site.strange_key, bool(site.strange_at)) == (shop.pk, "pk_typo", True)


@pytest.mark.parametrize(
    "referer", ["", "http://127.0.0.1:8000/desk/", "about:blank", "\x00", "https://" + "a" * 5000]
)
def test_our_own_pages_and_whoever_names_none_are_no_site(shop, referer):
    load(referer)
    load(referer, f"/w/{shop.key}/")
    assert not PanelSite.objects.exists()


def test_a_thousand_requests_in_a_minute_are_one_write(shop, django_assert_num_queries):
    client = client_of(None)
    client.get("/embed.js", headers={"Referer": f"{SHOP}/"})
    with django_assert_num_queries(0):
        client.get("/embed.js", headers={"Referer": f"{SHOP}/cart"})


def test_after_a_minute_it_is_written_again_also_by_another_process(shop, later):
    load(f"{SHOP}/")
    first = script_at()
    forget_pace()
    load(f"{SHOP}/")
    assert script_at() == first
    later(minutes=2)
    forget_pace()
    load(f"{SHOP}/")
    assert script_at() > first


def test_made_up_sites_are_few_a_minute_and_the_oldest_of_them_go(shop, later):
    for number in range(UNLISTED_A_MINUTE + 5):
        load(f"https://made-up-{number}.example/", f"/w/{shop.key}/")
    assert PanelSite.objects.count() == UNLISTED_A_MINUTE
    for number in range(40):
        later(seconds=30)
        forget_pace()
        load(f"https://again-{number}.example/", f"/w/{shop.key}/")
    assert PanelSite.objects.count() == MOST_UNLISTED
    assert PanelSite.objects.filter(origin="https://again-39.example").exists()
