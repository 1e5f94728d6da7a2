"""Choices that are typed: kept with each change, seen on the page again, published or given up."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from smartai.core.workspace.actions import change_choices, create_panel, keep_draft
from smartai.core.workspace.choices import choices, forget_choices, panel_with
from smartai.core.workspace.models import ChoiceDraft
from smartai.foundation.accounts.models import Role
from smartai.foundation.files.models import StoredFile
from smartai.web.ui.previewed import preview_root
from tests.cast import client_of, make_person
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db
BRAND = "/desk/settings/choices/brand/"
FETCH = {"X-Requested-With": "fetch"}


def picture() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(made, "PNG")
    made.seek(0)
    made.name = "logo.png"
    return made


def sent_of(client, url=BRAND, **changed):
    return {**fields_of(client.get(url).content.decode()), **changed}


def keep(client, url=BRAND, **changed):
    answer = client.post(f"{url}draft/", sent_of(client, url, **changed), headers=FETCH)
    assert answer.status_code == 200
    return answer.json()


def test_a_change_is_kept_and_counted_and_holds_for_nobody(olga):
    client = client_of(olga)
    told = keep(client, name="Southwind", colour="#aa3366")
    assert told == {"changes": 2, "words": "2 changes are not published", "wrong": {}}
    assert choices().brand.name == "Support"


def test_the_page_opens_with_what_is_not_published_and_says_so(olga):
    client = client_of(olga)
    keep(client, name="Southwind")
    page = client.get(BRAND).content.decode()
    assert 'value="Southwind"' in page
    assert "1 change is not published" in page
    assert "data-discard>" in page


def test_what_is_as_it_was_is_no_change(olga):
    client = client_of(olga)
    keep(client, name="Southwind")
    assert keep(client, name="Support") == {"changes": 0, "words": "", "wrong": {}}
    assert not ChoiceDraft.objects.exists()


def test_what_is_wrong_is_named_with_its_field_and_kept_as_it_was_typed(olga):
    client = client_of(olga)
    told = keep(client, colour="mauve", name="")
    assert told["wrong"] == {"colour": "Write a colour like #056d79.", "name": "This is needed."}
    assert ChoiceDraft.objects.get().values == {"colour": "mauve", "name": ""}


def test_publishing_ends_the_draft(olga):
    client = client_of(olga)
    keep(client, name="Southwind")
    assert client.post(BRAND, sent_of(client)).status_code == 302
    forget_choices()
    assert choices().brand.name == "Southwind"
    assert not ChoiceDraft.objects.exists()


def test_what_comes_late_after_publishing_is_no_draft(olga):
    client = client_of(olga)
    sent = sent_of(client, name="Southwind")
    client.post(BRAND, sent)
    assert client.post(f"{BRAND}draft/", sent, headers=FETCH).json()["changes"] == 0


def test_a_refused_publication_keeps_the_draft(olga):
    client = client_of(olga)
    keep(client, name="Southwind", colour="mauve")
    assert client.post(BRAND, sent_of(client)).status_code == 422
    assert ChoiceDraft.objects.get().values["name"] == "Southwind"


def test_discarding_shows_what_holds(olga):
    client = client_of(olga)
    keep(client, name="Southwind")
    page = client.post(f"{BRAND}draft/end/", follow=True).content.decode()
    assert 'value="Southwind"' not in page
    assert not ChoiceDraft.objects.exists()


def test_without_scripts_the_button_keeps_the_draft_and_opens_the_preview(olga):
    client = client_of(olga)
    answer = client.post(f"{BRAND}draft/", sent_of(client, name="Southwind"))
    assert answer.headers["Location"].startswith("/preview/")
    assert "Southwind" in client.get(answer.headers["Location"]).content.decode()


def test_an_owner_who_published_meanwhile_is_named_and_nothing_is_lost(olga):
    anna = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    client = client_of(olga)
    keep(client, name="Southwind", colour="#aa3366")
    change_choices("brand", {"name": "Eastwind", "accept_theme": False}, by=anna)
    sent = sent_of(client)  # the page is opened anew with the draft
    assert (sent["name"], "accept_theme" in sent) == ("Southwind", False)
    answer = client.post(BRAND, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Anna Sand published this after you opened it: Name." in page
    assert "Now published: Eastwind" in page
    assert "then publish anyway." in page
    assert "Publish anyway</button>" in page
    assert 'value="Southwind"' in page
    assert ChoiceDraft.objects.get().values == {"name": "Southwind", "colour": "#aa3366"}
    forget_choices()
    assert choices().brand.name == "Eastwind"
    assert client.post(BRAND, fields_of(page)).status_code == 302
    forget_choices()
    assert (choices().brand.name, choices().brand.colour) == ("Southwind", "#aa3366")
    assert choices().brand.accept_theme is False


def test_what_a_draft_does_not_touch_is_shown_as_it_is_by_now(olga):
    anna = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    client = client_of(olga)
    keep(client, colour="#aa3366")
    change_choices("brand", {"name": "Eastwind"}, by=anna)
    assert client.post(BRAND, sent_of(client)).status_code == 302
    forget_choices()
    assert (choices().brand.name, choices().brand.colour) == ("Eastwind", "#aa3366")


def test_a_secret_stays_out_of_the_draft_and_off_the_page(olga):
    client, url = client_of(olga), "/desk/settings/choices/protection/"
    told = keep(client, url, check="turnstile", turnstile_secret="0x4AAAAAAA-key")
    assert told["changes"] == 1
    assert "0x4AAAAAAA-key" not in str(ChoiceDraft.objects.values().get())
    assert "0x4AAAAAAA-key" not in client.get(url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_seen_before_it_is_published_and_goes_with_the_draft(olga, client):
    mine = client_of(olga)
    mine.post(f"{BRAND}draft/", {**sent_of(mine), "logo": picture()}, headers=FETCH)
    root = preview_root(olga, "brand", None)
    assert client.get("/brand/logo").status_code == 404
    shown = mine.get(f"{root}visitor-light-en/brand/logo")
    assert b"".join(shown)[8:12] == b"WEBP"
    assert f'src="{root}visitor-light-en/brand/logo' in re.sub(
        r"/preview/[^/]*/", root, mine.get(BRAND).content.decode()
    )
    mine.post(f"{BRAND}draft/end/")
    assert not StoredFile.objects.kept().exists()
    mine.post(f"{BRAND}draft/", {**sent_of(mine), "logo": picture()}, headers=FETCH)
    assert mine.post(BRAND, sent_of(mine)).status_code == 302
    forget_choices()
    assert client.get("/brand/logo").status_code == 200
    assert StoredFile.objects.kept().get().key == choices().brand.logo


@pytest.mark.django_db(transaction=True)
def test_a_draft_may_say_without_a_picture(olga):
    mine = client_of(olga)
    mine.post(BRAND, {**sent_of(mine), "logo": picture()})
    assert keep(mine, no_logo="yes")["changes"] == 1
    assert 'name="no_logo" value="yes" checked' in mine.get(BRAND).content.decode()
    assert mine.post(BRAND, sent_of(mine, no_logo="yes")).status_code == 302
    assert not StoredFile.objects.kept().exists()


def test_a_panels_choices_are_kept_published_and_given_up_alike(olga):
    shop = create_panel("Shop", by=olga)
    client, url = client_of(olga), f"/desk/settings/panels/{shop.pk}/labels/"
    assert keep(client, url, send="Off you go")["changes"] == 1
    client.post(f"{url}draft/end/")
    assert not ChoiceDraft.objects.exists()
    keep(client, url, send="Off you go")
    client.post(url, sent_of(client, url))
    forget_choices()
    assert panel_with(shop.key).choices.labels.send == "Off you go"  # type: ignore[union-attr]  # they are there
    assert not ChoiceDraft.objects.exists()


@pytest.mark.parametrize("url", ["choices/nothing/", "panels/999/brand/", "panels/1/requests/"])
def test_a_group_that_is_none_has_no_draft(url, olga):
    client = client_of(olga)
    assert client.post(f"/desk/settings/{url}draft/").status_code == 404
    assert client.post(f"/desk/settings/{url}draft/end/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?who=owner&theme=x&language=fr&place=nowhere&device=tv", "?who[]=a", "?theme=%00"]
)
def test_a_wish_for_a_look_that_is_none_counts_for_nothing(query, olga):
    page = client_of(olga).get(f"{BRAND}{query}").content.decode()
    assert "/visitor-light-en/support/?write" in page


def test_the_preview_opens_where_the_group_is_seen(olga, a_ticket):
    client = client_of(olga)
    for group, path in (
        ("words", "/mails/created/letter/"),
        ("widget", "/sample/"),
        ("registration", "/register/"),
    ):
        page = client.get(f"/desk/settings/choices/{group}/").content.decode()
        frame = re.search(r'<iframe name="preview-frame" src="([^"]*)"', page)
        assert frame
        assert path in frame[1]
        assert client.get(frame[1]).status_code == 200


def test_without_scripts_a_look_is_a_link(olga):
    keep_draft("brand", {"name": "Southwind"}, by=olga, seen={})
    page = client_of(olga).get(f"{BRAND}?theme=dark&who=customer&device=phone&place=help").content.decode()
    assert "/customer-dark-en/help/" in page
    assert 'data-device="phone"' in page
