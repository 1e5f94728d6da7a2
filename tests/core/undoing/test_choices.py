"""A change of choices is taken back while what it left still holds."""

from __future__ import annotations

import pytest

from smartai.core.undoing.actions import can_undo, undo_change
from smartai.core.undoing.errors import ChangedSince, NothingToUndo, UndoRefused
from smartai.core.workspace.actions import (
    change_choices,
    change_panel_choices,
    create_panel,
    follow_workspace,
)
from smartai.core.workspace.choices import choices
from smartai.core.workspace.errors import NotAllowed
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.events.models import StoredEvent
from tests.cast import choose

pytestmark = pytest.mark.django_db
KEY = "0x4AAAAAAA-key"


def newest() -> StoredEvent:
    fact = StoredEvent.objects.order_by("-pk").first()
    assert fact is not None
    return fact


def own_of(panel: SupportPanel) -> dict[str, object]:
    panel.refresh_from_db()
    return dict(panel.choices.get("brand", {}))


def test_a_change_gives_back_what_it_found(olga):
    change_choices("brand", {"name": "Northwind", "colour": "#aa3366"}, by=olga)
    undo_change(newest(), by=olga)
    assert (choices().brand.name, choices().brand.colour) == ("Support", "#056d79")


def test_the_undoing_can_be_undone(olga):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    undo_change(newest(), by=olga)
    undo_change(newest(), by=olga)
    assert choices().brand.name == "Northwind"


def test_what_was_changed_again_since_stays_and_all_else_with_it(olga):
    change_choices("brand", {"name": "Northwind", "colour": "#aa3366"}, by=olga)
    fact = newest()
    change_choices("brand", {"name": "Southwind"}, by=olga)
    with pytest.raises(ChangedSince) as since:
        undo_change(fact, by=olga)
    assert since.value.names == ["name"]
    assert (choices().brand.name, choices().brand.colour) == ("Southwind", "#aa3366")


def test_another_choice_of_the_group_may_have_changed_since(olga):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    fact = newest()
    choose("brand", colour="#aa3366")
    undo_change(fact, by=olga)
    assert (choices().brand.name, choices().brand.colour) == ("Support", "#aa3366")


def test_a_fact_never_tells_a_secret_and_undo_leaves_it(olga):
    change_choices("protection", {"turnstile_secret": KEY, "requests_per_hour": 3}, by=olga)
    fact = newest()
    assert fact.payload["names"] == ["requests_per_hour", "turnstile_secret"]
    assert KEY not in str(fact.payload)
    undo_change(fact, by=olga)
    assert choices().protection.requests_per_hour != 3
    assert choices().protection.turnstile_secret == KEY


def test_a_change_of_a_secret_alone_has_nothing_to_undo(olga):
    change_choices("protection", {"turnstile_secret": KEY}, by=olga)
    assert not can_undo(newest(), by=olga)
    with pytest.raises(NothingToUndo):
        undo_change(newest(), by=olga)


@pytest.mark.parametrize(
    "payload",
    [
        {"group": "brand", "names": ["name"], "version": 3},
        {"group": "gone", "names": ["name"], "version": 3, "before": {"name": "A"}, "after": {"name": "B"}},
        {"group": "brand", "names": ["gone"], "version": 3, "before": {"gone": "A"}, "after": {"gone": "B"}},
    ],
)
def test_a_fact_of_former_times_has_nothing_to_undo(payload, olga):
    fact = StoredEvent.objects.create(kind="workspace.choices_changed", audience="team", payload=payload)
    assert not can_undo(fact, by=olga)


def test_former_values_that_make_no_sense_any_more_are_not_given_back(olga):
    change_choices("form", {"title": "hidden"}, by=olga)
    change_choices("form", {"title": "optional"}, by=olga)
    fact = newest()
    change_choices("form", {"message": "hidden"}, by=olga)
    with pytest.raises(UndoRefused):
        undo_change(fact, by=olga)


@pytest.mark.parametrize("who", ["alice", "mia"])
def test_only_owners_undo(who, request, olga):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    with pytest.raises(NotAllowed):
        undo_change(newest(), by=request.getfixturevalue(who))


def test_a_panel_follows_again_what_it_followed_before(olga):
    shop = create_panel("Shop", by=olga)
    change_panel_choices(shop, "brand", {"name": "Shop", "colour": "#aa3366"}, by=olga)
    change_panel_choices(shop, "brand", {"name": "Shop 2"}, by=olga)
    undo_change(newest(), by=olga)
    assert own_of(shop) == {"name": "Shop", "colour": "#aa3366"}
    undo_change(StoredEvent.objects.filter(kind="workspace.panel_choices_changed")[0], by=olga)
    assert own_of(shop) == {}


def test_a_panel_that_was_led_back_gets_its_own_choices_back(olga):
    shop = create_panel("Shop", by=olga)
    change_panel_choices(shop, "brand", {"name": "Shop"}, by=olga)
    follow_workspace(shop, "brand", by=olga)
    undo_change(newest(), by=olga)
    assert own_of(shop) == {"name": "Shop"}
