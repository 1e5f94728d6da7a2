"""The document of the frame: who may stand around it, and what it says before it has a page."""

from __future__ import annotations

import pytest

from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from tests.cast import client_of

pytestmark = pytest.mark.django_db
SHOP = "https://shop.example"


@pytest.fixture
def shop(olga):
    panel = create_panel("Shop", by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


def test_only_the_listed_sites_may_stand_around_it(shop):
    answer = client_of(None).get(f"/w/{shop.key}/")
    assert f"frame-ancestors 'self' {SHOP};" in answer.headers["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in answer.headers


def test_every_other_page_is_framed_by_nobody(shop):
    answer = client_of(None).get("/support/")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_it_sets_no_cookie_and_holds_nothing_of_a_visitor(shop, alice):
    anonymous, known = client_of(None).get(f"/w/{shop.key}/"), client_of(alice).get(f"/w/{shop.key}/")
    assert not anonymous.cookies
    assert not known.cookies
    assert anonymous.content == known.content


def test_a_panel_that_is_off_or_unknown_has_no_frame(shop, olga):
    change_panel(shop, by=olga, name="Shop", origins=[SHOP], active=False)
    for key in (shop.key, "pk_unknown"):
        answer = client_of(None).get(f"/w/{key}/")
        assert answer.status_code == 404
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_it_has_the_panels_look_and_the_language_of_the_page_around(shop, olga):
    change_panel_choices(shop, "brand", {"name": "Lake Shop"}, by=olga)
    page = client_of(None).get(f"/w/{shop.key}/?l=ar-EG").content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert "<title>Lake Shop</title>" in page
    assert f"panel={shop.key}" in page
    assert 'lang="en"' in client_of(None).get(f"/w/{shop.key}/?l=xx").content.decode()
