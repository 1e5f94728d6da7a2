"""An owner says in which panels a field is asked, sees it, and is told what goes with a panel."""

from __future__ import annotations

import re
from typing import Any

import pytest

from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.models import Person
from tests.cast import client_of
from tests.web.console.test_builder import LIST, NEW, named, typed

pytestmark = pytest.mark.django_db

PREVIEW = f"{LIST}preview/"


@pytest.fixture
def shop(olga: Person) -> SupportPanel:
    return create_panel("Shop & Co", by=olga)


def switch_off(panel: SupportPanel, by: Person) -> None:
    change_panel(panel, by=by, name=panel.name, origins=[], active=False)


def test_with_one_panel_nobody_is_asked_about_panels(olga, support, device):
    client = client_of(olga)
    assert "panels" not in named(client.get(NEW).content.decode())
    assert "panel" not in named(client.get(LIST).content.decode())
    client.post(f"{LIST}{device.pk}/", typed(label="Device", kind="choice", options="Printer", panels="1"))
    assert not device.panels.exists()


def test_an_owner_chooses_panels_and_reads_them_in_the_list(olga, support, device, shop):
    client, url = client_of(olga), f"{LIST}{device.pk}/"
    assert "panels" in named(client.get(url).content.decode())
    sent = typed(label="Device", kind="choice", options="Printer", panels=str(shop.pk))
    assert client.post(url, sent).status_code == 302
    assert list(device.panels.all()) == [shop]
    assert "Panel: Shop &amp; Co" in client.get(LIST).content.decode()
    assert re.search(rf'name="panels" value="{shop.pk}"[^>]* checked', client.get(url).content.decode())
    client.post(url, sent | {"panels": []})
    assert not device.panels.exists()


@pytest.mark.parametrize("wrong", ["9" * 30, "0", "-1", "x", "\0", "٣"])
def test_no_panel_that_there_is_not(wrong, olga, support, shop):
    assert client_of(olga).post(NEW, typed(panels=wrong)).status_code == 422
    assert not CustomField.objects.exists()


def test_of_two_owners_the_second_is_told_which_panels_were_chosen(olga, support, device, shop):
    client, url = client_of(olga), f"{LIST}{device.pk}/"
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(url).content.decode())
    assert seen
    save_custom_field(device, by=olga, label="Device", kind=FieldKind.CHOICE, options=["X"], panels=[shop])
    ours = SupportPanel.objects.get(is_default=True)
    sent = typed(label="Device", kind="choice", options="X", panels=str(ours.pk), seen=seen[1])
    stopped = client.post(url, sent)
    assert stopped.status_code == 409
    assert "Now saved: Shop &amp; Co" in stopped.content.decode()
    assert list(device.panels.all()) == [shop]


@pytest.mark.parametrize("seen_by", ["guest", "customer"])
def test_the_preview_is_the_form_of_the_chosen_panel(seen_by, olga, support, device, shop):
    ours = SupportPanel.objects.get(is_default=True)
    change_panel_choices(shop, "form", {"priority": "hidden"}, by=olga)
    choose_panels(olga, device, [shop])
    client = client_of(olga)
    assert f'<option value="{shop.pk}">Shop &amp; Co</option>' in client.get(LIST).content.decode()

    def asked(panel: object) -> set[str]:
        page = client.get(PREVIEW, {"as": seen_by, "panel": str(panel)}).content.decode()
        return {f"field_{device.pk}", "priority"} & set(named(page))

    assert asked(shop.pk) == {f"field_{device.pk}"}
    assert [asked(one) for one in (ours.pk, "", "9" * 5_000, "\0", shop.key)] == [{"priority"}] * 5


def test_the_preview_follows_the_panels_that_are_just_being_chosen(olga, support, device, shop):
    ours = SupportPanel.objects.get(is_default=True)

    def asked(panel: SupportPanel, **row: Any) -> bool:
        sent = typed(label="Device", kind="choice", options="Printer", **row)
        page = client_of(olga).post(f"{PREVIEW}?panel={panel.pk}", sent).content.decode()
        return "Device" in page

    row = {"row": device.key, "panels": str(shop.pk)}
    assert (asked(shop, **row), asked(ours, **row)) == (True, False)
    assert (asked(shop, row="new", panels=str(ours.pk)), asked(ours, row="new")) == (True, True)
    choose_panels(olga, device, [shop])
    assert asked(ours, row=device.key, panels=[])


def test_the_teams_form_has_the_fields_of_all_panels_and_says_so(olga, support, device, shop):
    client = client_of(olga)
    words = "Here your team can fill in the fields of all panels."
    assert words not in client.get(f"{PREVIEW}?as=agent").content.decode()
    choose_panels(olga, device, [shop])
    page = client.get(f"{PREVIEW}?as=agent&panel={shop.pk}").content.decode()
    assert words in page
    assert f"value-{device.pk}" in named(page)
    assert f"value-{device.pk}" in named(client.get("/desk/tickets/new/").content.decode())


def test_a_panel_says_which_fields_it_alone_asks_before_it_is_switched_off(olga, support, device, shop):
    ours = SupportPanel.objects.get(is_default=True)
    choose_panels(olga, device, [shop])
    client, url = client_of(olga), f"/desk/settings/panels/{shop.pk}/"
    page = client.get(url).content.decode()
    assert "Asked only in this panel, and nowhere while this is off: Device." in page
    assert "Only here: Device" in page
    assert "Not here: Device" in client.get(f"/desk/settings/panels/{ours.pk}/").content.decode()
    assert "Asked nowhere" not in client.get(LIST).content.decode()
    switch_off(shop, olga)
    assert "Asked nowhere while embedding is off" in client.get(LIST).content.decode()
    form = client.get(f"{LIST}{device.pk}/").content.decode()
    assert "Shop &amp; Co (Embedding is off)" in form
    choose_panels(olga, device, [ours, shop])
    switch_off(ours, olga)  # which is embedded nowhere then, and a page all the same
    assert "Asked nowhere" not in client.get(LIST).content.decode()


def test_the_list_of_changes_says_where_it_was_asked_and_where_it_is_now(olga, device, shop):
    choose_panels(olga, device, [shop])
    page = client_of(olga).get("/desk/settings/changes/").content.decode()
    assert re.search(
        r'<dt>Panels</dt>.*<del dir="auto">everywhere</del>.*<ins dir="auto">Shop &amp; Co</ins>', page
    )
    assert page.count('<span class="quiet" dir="auto">Device</span>') == 2  # made, and changed


def choose_panels(by: Person, field: CustomField, panels: list[SupportPanel]) -> None:
    save_custom_field(field, by=by, label="Device", kind=FieldKind.CHOICE, options=["Printer"], panels=panels)
    forget_catalogue()
