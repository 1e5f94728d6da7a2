from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from smartai.core.workspace.actions import (
    change_choices,
    change_panel,
    change_panel_choices,
    create_panel,
    follow_workspace,
)
from smartai.core.workspace.choices import choices, current_panel, panel_with, panels, speaking_for
from smartai.core.workspace.errors import DefaultPanel, NotAllowed
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga):
    return create_panel("Shop", by=olga)


def test_there_is_always_the_support_page():
    assert [panel.is_default for panel in panels()] == [True]


def test_a_panel_looks_like_everything_else_until_it_decides_something(olga, shop):
    change_choices("brand", {"name": "Northwind", "colour": "#aa3366"}, by=olga)
    change_panel_choices(shop, "brand", {"name": "Northwind Shop", "colour": "#aa3366"}, by=olga)
    with speaking_for(shop.key):
        assert (choices().brand.name, choices().brand.colour) == ("Northwind Shop", "#aa3366")
    assert choices().brand.name == "Northwind"


def test_what_a_panel_does_not_decide_goes_on_following(olga, shop):
    change_panel_choices(shop, "brand", {"name": "Northwind Shop"}, by=olga)
    change_choices("brand", {"colour": "#225588"}, by=olga)
    with speaking_for(shop.key):
        assert choices().brand.colour == "#225588"


def test_a_panel_can_give_up_what_it_decided(olga, shop):
    change_panel_choices(shop, "brand", {"name": "Northwind Shop"}, by=olga)
    follow_workspace(shop, "brand", by=olga)
    with speaking_for(shop.key):
        assert choices().brand.name == "Support"


def test_nobody_speaks_for_a_panel_that_is_not_there():
    with speaking_for("pk_nothing"):
        assert current_panel() is None
        assert choices().brand.name == "Support"


def test_a_wrong_value_of_a_panel_changes_nothing(olga, shop):
    with pytest.raises(ValidationError):
        change_panel_choices(shop, "brand", {"name": "Shop", "colour": "red"}, by=olga)
    shop.refresh_from_db()
    assert shop.choices == {}


def test_the_support_page_is_changed_in_the_general_settings(olga):
    with pytest.raises(DefaultPanel):
        change_panel_choices(
            SupportPanel.objects.get(is_default=True), "brand", {"name": "Northwind"}, by=olga
        )


@pytest.mark.parametrize("group", ["mail", "requests", "helpfulness"])
def test_what_holds_for_the_whole_desk_is_no_choice_of_a_panel(group, olga, shop):
    with pytest.raises(NotAllowed):
        change_panel_choices(shop, group, {}, by=olga)


@pytest.mark.parametrize("who", ["alice", "mia"])
def test_only_owners_make_and_change_panels(who, shop, request):
    by = request.getfixturevalue(who)
    for change in (
        lambda: create_panel("Mine", by=by),
        lambda: change_panel(shop, by=by, name="Mine", origins=[], active=True),
        lambda: change_panel_choices(shop, "brand", {"name": "Mine"}, by=by),
        lambda: follow_workspace(shop, "brand", by=by),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_sites_are_kept_as_browsers_name_them(olga, shop):
    typed = ["Shop.example/path?x", "https://shop.example", "http://localhost:3000/", ""]
    change_panel(shop, by=olga, name="Shop", origins=typed, active=True)
    known = panel_with(shop.key)
    assert known
    assert known.origins == ("https://shop.example", "http://localhost:3000")


@pytest.mark.parametrize(
    "wrong", ["*", "https://*.shop.example", "javascript:alert(1)", "https://", "a b", "x; script-src *"]
)
def test_what_is_no_site_is_refused_whole(wrong, olga, shop):
    with pytest.raises(ValueError, match=re.escape(wrong)):
        change_panel(shop, by=olga, name="Shop", origins=["https://shop.example", wrong], active=True)
    shop.refresh_from_db()
    assert shop.origins == []


def test_each_change_of_a_panel_is_one_fact(olga, shop):
    change_panel_choices(shop, "brand", {"name": "Northwind Shop"}, by=olga)
    change_panel_choices(shop, "brand", {"name": "Northwind Shop"}, by=olga)
    fact = StoredEvent.objects.get(kind="workspace.panel_choices_changed")
    assert (fact.payload["panel_id"], fact.payload["names"]) == (shop.pk, ["name"])
