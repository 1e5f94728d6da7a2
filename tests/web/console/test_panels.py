from __future__ import annotations

import io

import pytest
from PIL import Image

from smartai.core.workspace.actions import change_choices, change_panel_choices, create_panel
from smartai.core.workspace.choices import OF_PANELS, choices, forget_choices, panel_with
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.files.models import StoredFile
from tests.cast import client_of
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga):
    return create_panel("Shop", by=olga)


def picture() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(made, "PNG")
    made.seek(0)
    made.name = "logo.png"
    return made


def holding(panel: SupportPanel, group: str):
    forget_choices()
    known = panel_with(panel.key)
    assert known is not None
    return getattr(known.choices, group)


def test_an_owner_adds_a_panel_and_gets_its_line_for_a_page(olga):
    client = client_of(olga)
    page = client.post("/desk/settings/panels/", {"name": "Shop"}, follow=True).content.decode()
    panel = SupportPanel.objects.get(name="Shop")
    assert f"data-panel=&#34;{panel.key}&#34;" in page or f'data-panel="{panel.key}"' in page


def test_a_panel_can_be_seen_alone_while_it_is_on(olga, shop):
    url, alone = f"/desk/settings/panels/{shop.pk}/", f'href="/w/{shop.key}/"'
    client = client_of(olga)
    assert alone in client.get(url).content.decode()
    client.post(url, {"name": "Shop", "origins": ""})
    assert alone not in client.get(url).content.decode()


def test_a_panel_without_a_name_is_not_added(olga):
    assert client_of(olga).post("/desk/settings/panels/", {"name": "  "}).status_code == 422


def test_sites_come_back_as_they_are_compared(olga, shop):
    url = f"/desk/settings/panels/{shop.pk}/"
    typed = {"name": "Shop", "origins": "Shop.Example/cart\nhttp://localhost:3000", "active": "on"}
    client_of(olga).post(url, typed)
    shop.refresh_from_db()
    assert shop.origins == ["https://shop.example", "http://localhost:3000"]


def test_what_is_no_site_is_said_beside_the_field_and_changes_nothing(olga, shop):
    url = f"/desk/settings/panels/{shop.pk}/"
    answer = client_of(olga).post(url, {"name": "Other", "origins": "https://*.shop.example", "active": "on"})
    shop.refresh_from_db()
    assert (answer.status_code, shop.name) == (422, "Shop")
    assert "is no address of a site" in answer.content.decode()


@pytest.mark.parametrize("group", OF_PANELS)
def test_saving_a_panels_page_as_it_is_decides_nothing(group, olga, shop):
    client, url = client_of(olga), f"/desk/settings/panels/{shop.pk}/{group}/"
    assert client.post(url, fields_of(client.get(url).content.decode())).status_code == 302
    shop.refresh_from_db()
    assert not shop.choices.get(group)


def test_only_what_was_changed_becomes_the_panels_own(olga, shop):
    client, url = client_of(olga), f"/desk/settings/panels/{shop.pk}/brand/"
    client.post(url, {**fields_of(client.get(url).content.decode()), "name": "Northwind Shop"})
    change_choices("brand", {"colour": "#225588"}, by=olga)
    assert (holding(shop, "brand").name, holding(shop, "brand").colour) == ("Northwind Shop", "#225588")
    assert choices().brand.name == "Support"


def test_a_panel_has_a_logo_of_its_own_and_gives_it_back(olga, shop):
    client, url = client_of(olga), f"/desk/settings/panels/{shop.pk}/brand/"
    client.post(url, {**fields_of(client.get(url).content.decode()), "logo": picture()})
    key = holding(shop, "brand").logo
    assert client.get(f"/brand/logo?panel={shop.key}").status_code == 200
    assert client.get("/brand/logo").status_code == 404
    client.post(f"{url}follow/")
    assert holding(shop, "brand").logo == ""
    assert not StoredFile.objects.kept().filter(key=key).exists()


def test_what_somebody_else_saved_for_the_panel_meanwhile_is_not_overwritten(olga, shop):
    client, url = client_of(olga), f"/desk/settings/panels/{shop.pk}/brand/"
    sent = {**fields_of(client.get(url).content.decode()), "name": "Mine"}
    change_panel_choices(shop, "brand", {"name": "Theirs"}, by=olga)
    assert client.post(url, sent).status_code == 409
    assert holding(shop, "brand").name == "Theirs"


def test_the_support_pages_choices_are_on_the_general_pages(olga):
    default = SupportPanel.objects.get(is_default=True)
    client = client_of(olga)
    assert client.get(f"/desk/settings/panels/{default.pk}/brand/").status_code == 404
    assert (
        "/desk/settings/choices/brand/" in client.get(f"/desk/settings/panels/{default.pk}/").content.decode()
    )
