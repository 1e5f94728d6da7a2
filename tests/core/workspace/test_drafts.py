"""What an owner changed and has not published: kept for them alone, and shown without holding for anybody."""

from __future__ import annotations

import pytest

from smartai.core.people.actions import change_role, deactivate_person
from smartai.core.workspace.actions import (
    change_panel_choices,
    create_panel,
    end_draft,
    keep_draft,
    sweep_drafts,
)
from smartai.core.workspace.choices import choices, forget_choices, panel_with, speaking_for, trying
from smartai.core.workspace.errors import NotAllowed
from smartai.core.workspace.models import ChoiceDraft
from smartai.foundation.accounts.models import Role
from smartai.foundation.events.models import StoredEvent
from tests.cast import choose, make_person

pytestmark = pytest.mark.django_db


def test_a_draft_holds_for_nobody_and_no_fact_tells_of_it(olga):
    keep_draft("brand", {"name": "Southwind"}, by=olga, seen={"name": "abc", "colour": "def"})
    assert ChoiceDraft.objects.get().seen == {"name": "abc"}
    assert choices().brand.name == "Support"
    assert not StoredEvent.objects.exists()


def test_each_owner_has_one_draft_of_a_group_and_sees_no_other(olga):
    anna = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    for name in ("South", "Southwind"):
        keep_draft("brand", {"name": name}, by=olga, seen={})
    keep_draft("brand", {"name": "Eastwind"}, by=anna, seen={})
    assert [row.values for row in ChoiceDraft.objects.visible_to(olga)] == [{"name": "Southwind"}]


@pytest.mark.parametrize("who", ["alice", "mia"])
def test_only_owners_have_drafts(who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        keep_draft("brand", {"name": "Mine"}, by=person, seen={})
    assert not ChoiceDraft.objects.visible_to(person)


def test_a_secret_is_never_kept_in_a_draft(olga):
    keep_draft("protection", {"check": "turnstile", "turnstile_secret": "s3cret"}, by=olga, seen={})
    assert ChoiceDraft.objects.get().values == {"check": "turnstile"}


def test_a_draft_without_changes_is_none(olga):
    keep_draft("brand", {"name": "Southwind"}, by=olga, seen={})
    assert keep_draft("brand", {}, by=olga, seen={}) is None
    assert not ChoiceDraft.objects.exists()


def test_a_panels_draft_and_the_workspaces_are_two(olga):
    shop = create_panel("Shop", by=olga)
    keep_draft("brand", {"name": "Southwind"}, by=olga, seen={})
    keep_draft("brand", {"name": "Shop"}, by=olga, panel=shop, seen={})
    end_draft("brand", by=olga)
    assert [draft.panel for draft in ChoiceDraft.objects.all()] == [shop]


@pytest.mark.parametrize(
    "leaves",
    [
        lambda person, by: change_role(person, Role.AGENT, by=by),
        lambda person, by: deactivate_person(person, by=by),
    ],
)
def test_drafts_leave_with_their_owner(leaves, olga):
    anna = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    keep_draft("brand", {"name": "Southwind"}, by=anna, seen={})
    keep_draft("brand", {"name": "Eastwind"}, by=olga, seen={})
    leaves(anna, olga)
    assert [draft.person for draft in ChoiceDraft.objects.all()] == [olga]


def test_a_draft_that_nobody_touched_for_long_is_swept_and_no_younger_one(olga, later):
    keep_draft("brand", {"name": "Southwind"}, by=olga, seen={})
    later(days=60)
    keep_draft("labels", {"send": "Off you go"}, by=olga, seen={})
    later(days=31)
    assert sweep_drafts() == 1
    assert ChoiceDraft.objects.get().group == "labels"


def test_values_that_are_tried_hold_within_and_not_after(olga):
    with trying("brand", {"name": "Southwind", "colour": "mauve"}):
        assert (choices().brand.name, choices().brand.colour) == ("Southwind", "#056d79")
    assert choices().brand.name == "Support"


def test_tried_values_of_the_workspace_reach_the_panels_that_follow_it(olga):
    shop, own = create_panel("Shop", by=olga), create_panel("Own", by=olga)
    change_panel_choices(own, "brand", {"name": "Own"}, by=olga)
    with trying("brand", {"name": "Southwind"}):
        names = [panel_with(panel.key).choices.brand.name for panel in (shop, own)]  # type: ignore[union-attr]  # they are there
    assert names == ["Southwind", "Own"]


def test_tried_values_of_a_panel_are_its_own(olga):
    shop = create_panel("Shop", by=olga)
    forget_choices()
    with trying("brand", {"name": "Shop"}, panel=shop), speaking_for(shop.key):
        assert choices().brand.name == "Shop"
        with speaking_for(""):
            assert choices().brand.name == "Support"


def test_what_is_tried_has_a_version_of_its_own_so_that_nothing_kept_is_taken_for_it(olga):
    choose("brand", name="Northwind")
    with trying("brand", {"name": "A"}):
        first = choices().version
    with trying("brand", {"name": "B"}):
        assert choices().version not in (first, 0, 1)
