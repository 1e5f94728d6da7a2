"""No page of customers is in a language that the owner does not offer, whoever asks for it and how."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings

from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.core.workspace.choices import choices, panel_with
from smartai.foundation.accounts.models import Person
from smartai.reactions.notifications.readers import reader_of
from tests.cast import choose, client_of
from tests.web.ui.test_carried import SHOP, Frame

pytestmark = pytest.mark.django_db
GERMAN = "de-CH,de;q=0.9,en;q=0.5"


@pytest.fixture
def shop(olga):
    panel = create_panel("Shop", by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


def language_of(path: str, person: Person | None = None, *, cookie: str = "", asks: str = "") -> str:
    client = client_of(person)
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    page = client.get(path, headers={"Accept-Language": asks}, follow=True).content.decode()
    return page.split('<html lang="')[1].split('"')[0]


def test_the_browsers_first_wish_that_is_offered_counts(db):
    assert language_of("/support/", asks=GERMAN) == "de"
    choose("brand", languages=["en", "ar"])
    assert language_of("/support/", asks=GERMAN) == "en"
    assert language_of("/help/", asks="de, ar;q=0.5") == "ar"


@pytest.mark.parametrize("path", ["/support/", "/support/sign-in/", "/help/", "/support/nothing-here/"])
def test_where_no_wish_is_offered_it_is_the_owners_language(path):
    choose("brand", language="ar", languages=[])
    assert language_of(path, asks=GERMAN) == "ar"
    assert language_of(path, cookie="de") == "ar"


def test_a_persons_own_choice_counts_while_it_is_offered(alice):
    Person.objects.filter(pk=alice.pk).update(language="de")
    assert language_of("/support/", alice) == "de"
    choose("brand", languages=["en", "ar"])
    assert language_of("/support/", alice) == "en"


def test_the_team_reads_its_own_pages_in_every_language_that_we_have(anton):
    Person.objects.filter(pk=anton.pk).update(language="de")
    choose("brand", languages=["en"])
    assert language_of("/desk/", anton) == "de"
    assert language_of("/desk/sign-in/", asks=GERMAN) == "de"
    assert language_of("/support/", anton) == "en"


def test_a_panel_offers_its_own(shop, olga):
    change_panel_choices(shop, "brand", {"language": "de", "languages": ["de", "ar"]}, by=olga)
    frame = Frame(shop.key)
    for wanted, spoken in (("en", "de"), ("ar", "ar"), ("xx", "de")):
        frame.jar = {settings.LANGUAGE_COOKIE_NAME: wanted}
        assert f'<html lang="{spoken}"' in frame.ask("get", "/support/").content.decode()
    assert language_of("/support/") == "en"


@pytest.mark.parametrize(
    ("told", "asked", "spoken"),
    [
        ("ar-EG", "de", "ar"),
        ("en", "de-AT,en", "de"),
        ("", "en", "de"),
        ("x" * 500, "", "de"),
        ("<b>", "", "de"),
    ],
)
def test_its_frame_speaks_as_the_site_says_or_the_browser_asks_within_what_it_offers(
    told, asked, spoken, shop, olga
):
    change_panel_choices(shop, "brand", {"language": "de", "languages": ["ar"]}, by=olga)
    answer = client_of(None).get(f"/w/{shop.key}/", {"l": told}, headers={"Accept-Language": asked})
    assert f'<html lang="{spoken}"' in answer.content.decode()
    assert answer.headers["Content-Language"] == spoken


def test_the_button_knows_what_the_panel_offers(shop, olga):
    change_panel_choices(shop, "brand", {"language": "de", "languages": ["ar"]}, by=olga)
    script = client_of(None).get("/embed.js").content.decode()
    looks = json.loads(script.split("SMARTAI_LOOKS=")[1].split(",SMARTAI_WORDS")[0])
    assert looks[shop.key][-1] == "de ar"


def test_a_choice_of_one_is_not_asked_for(alice):
    choose("registration", language="required")
    for path, person in (("/support/register/", None), ("/support/profile/", alice)):
        assert 'name="language"' in client_of(person).get(path).content.decode()
    choose("brand", languages=["en"])
    for path, person in (("/support/register/", None), ("/support/profile/", alice)):
        assert 'name="language"' not in client_of(person).get(path).content.decode()


def test_what_is_not_offered_cannot_be_chosen_by_hand_either(alice):
    choose("brand", languages=["en", "ar"])
    client_of(alice).post("/support/profile/fields/", {"language": "de"})
    alice.refresh_from_db()
    assert alice.language != "de"


def test_customers_are_written_to_in_a_language_that_is_offered_and_the_team_in_its_own(alice, anton):
    choose("brand", languages=["en"])
    for person, spoken in ((alice, ""), (anton, "de")):
        person.language = "de"
        assert reader_of(person, language="de").language == spoken


def test_a_feed_is_there_in_what_is_offered(db):
    choose("brand", languages=["en"])
    assert client_of(None).get("/help/feed.xml?language=en").status_code == 200
    assert client_of(None).get("/help/feed.xml?language=de").status_code == 404


@pytest.mark.parametrize("stored", [["xx"], "de", None, [["de"]], {"de": 1}])
def test_a_stored_choice_that_cannot_be_read_falls_back(stored: Any, shop):
    shop.choices = {"brand": {"languages": stored}}
    shop.save()
    choose("brand", name="Northwind")
    known = panel_with(shop.key)
    assert known
    assert set(known.choices.brand.offered) == {"en", "de", "ar"} == set(choices().brand.offered)
