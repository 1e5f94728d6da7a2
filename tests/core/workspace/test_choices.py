from __future__ import annotations

import pytest
from pydantic import ValidationError

from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import GROUPS, Choices, choices, parsed
from smartai.core.workspace.errors import NotAllowed
from smartai.core.workspace.models import Workspace
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""What they are stands above the seven of them, once."""


def test_without_a_row_every_choice_has_its_default():
    Workspace.objects.all().delete()
    assert choices() == Choices()


def test_every_choice_has_a_label_and_one_sentence_and_the_days_of_a_week_share_theirs():
    for group in GROUPS.values():
        days = WEEK if "monday" in group.model_fields else ()
        for name in group.model_fields:
            label, hint = group.words_of(name)
            assert str(label)
            assert str(hint).endswith(".") == (name not in days)
        assert str(group.about).endswith(".")


def test_an_owner_changes_one_choice_and_the_others_stay(olga):
    change_choices("brand", {"colour": "#aa3366"}, by=olga)
    change_choices("brand", {"name": "Northwind"}, by=olga)
    assert (choices().brand.name, choices().brand.colour) == ("Northwind", "#aa3366")


def test_a_change_is_one_fact_that_names_what_changed(olga):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    change_choices("brand", {"name": "Northwind"}, by=olga)
    fact = StoredEvent.objects.get(kind="workspace.choices_changed")
    assert fact.payload["names"] == ["name"]


def test_a_wrong_value_changes_nothing(olga):
    with pytest.raises(ValidationError):
        change_choices("brand", {"name": "Northwind", "colour": "blue; background:url(x)"}, by=olga)
    assert choices().brand.name == "Support"


@pytest.mark.parametrize("pixels", [1, 80, 319, -1])
def test_a_height_that_hides_the_form_is_a_slip(olga, pixels):
    with pytest.raises(ValidationError):
        change_choices("panel", {"max_height": pixels}, by=olga)


@pytest.mark.parametrize("who", ["alice", "mia"])
def test_only_owners_change_choices(who, request):
    with pytest.raises(NotAllowed):
        change_choices("brand", {"name": "Mine"}, by=request.getfixturevalue(who))


def test_a_stored_value_that_this_version_cannot_read_falls_back_alone():
    read = parsed(3, {"brand": {"name": "Northwind", "colour": "mauve", "gone": 1}})
    assert (read.brand.name, read.brand.colour) == ("Northwind", "#056d79")


@pytest.mark.parametrize(
    ("group", "stored"),
    [("sign_in", {"first_page": "redirect"}), ("form", {"title": "hidden", "message": "hidden"}),
     ("brand", {"time_zone": "Mars/Olympus"})],
)  # fmt: skip
def test_stored_values_that_make_no_sense_together_stop_no_page(group, stored):
    assert getattr(parsed(3, {group: stored}), group)


def test_direction_overrides_never_reach_a_label(olga):
    change_choices("labels", {"send": "Send\u202eevil\x00"}, by=olga)
    assert choices().labels.send == "Sendevil"
