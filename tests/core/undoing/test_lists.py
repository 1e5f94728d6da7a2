"""Statuses, priorities, fields of the form, tags: as they were before a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from smartai.core.tickets.actions import (
    archive_status,
    archive_tag,
    change_tag,
    create_tag,
    merge_tags,
    order_form,
    remove_custom_field,
    save_custom_field,
    save_priority,
    save_status,
    set_tags,
    set_values,
)
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Category, CustomField, FieldKind, Priority, Status, Tag
from smartai.core.tickets.told import field_told, priority_told, status_told
from smartai.core.undoing.actions import can_undo, undo_change, why_not
from smartai.core.undoing.errors import ChangedSince, NothingToUndo, StillUsed, UndoRefused
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent
from smartai.lib.rules import Clause, Operator, Rule
from tests.core.undoing.facts import newest, undo_newest

pytestmark = pytest.mark.django_db


def a_status(by, name="Parts ordered") -> Status:
    return save_status(None, by=by, name=name, category=Category.ON_HOLD, position=9)


def a_field(by, label="Device", **more) -> CustomField:
    return save_custom_field(None, by=by, label=label, kind=FieldKind.TEXT, **more)


def told(name: str) -> dict[str, object]:
    priority = Priority.objects.get(name=name)
    return priority_told(priority, Priority.objects.filter(is_default=True).first())


def test_a_status_is_as_before_and_again_as_after(olga):
    status = a_status(olga)
    before = status_told(status)
    save_status(status, by=olga, name="Waiting for parts", category=Category.WAITING, position=3)
    after = status_told(status)
    undo_newest(by=olga)
    status.refresh_from_db()
    assert status_told(status) == before
    undo_newest(by=olga)
    status.refresh_from_db()
    assert status_told(status) == after


def test_the_meaning_of_a_status_stays_once_tickets_have_it(olga, a_ticket):
    status = a_status(olga)
    save_status(status, by=olga, name="Parts", category=Category.WAITING, position=9)
    fact = newest()
    a_ticket.status = status
    a_ticket.save()
    with pytest.raises(UndoRefused, match="its meaning stays"):
        undo_change(fact, by=olga)
    status.refresh_from_db()
    assert status.name == "Parts"


def test_a_new_status_that_tickets_have_stays(olga, a_ticket):
    status = a_status(olga)
    fact = newest()
    a_ticket.status = status
    a_ticket.save()
    with pytest.raises(StillUsed, match="1 ticket"):
        undo_change(fact, by=olga)


def test_a_status_leaves_and_is_back(olga):
    status = a_status(olga)
    for archived in (True, False, True):
        undo_newest(by=olga)
        status.refresh_from_db()
        assert (status.archived_at is not None) is archived


def test_the_last_status_of_its_meaning_stays(olga):
    first = Status.objects.get(category=Category.ON_HOLD)
    a_status(olga)
    fact = newest()
    archive_status(first, by=olga)
    with pytest.raises(UndoRefused, match="last one of its meaning"):
        undo_change(fact, by=olga)


def test_a_priority_is_as_before_and_again_as_after(olga):
    high = Priority.objects.get(name="High")
    before = told("High")
    save_priority(high, by=olga, name="Hot", customer_words="", offered=False, is_default=False)
    undo_newest(by=olga)
    assert told("High") == before
    undo_newest(by=olga)
    assert told("Hot") == {**before, "name": "Hot", "customer_words": "", "offered": False}


def test_the_priority_that_new_requests_had_is_their_default_again_in_one_fact(olga):
    high, medium = Priority.objects.get(name="High"), Priority.objects.get(name="Medium")
    save_priority(
        high, by=olga, name="High", customer_words=high.customer_words, offered=True, is_default=True
    )
    for default in (medium, high, medium):
        count = StoredEvent.objects.count()
        undo_newest(by=olga)
        assert list(Priority.objects.filter(is_default=True)) == [default]
        assert StoredEvent.objects.count() == count + 1


def test_a_priority_whose_former_name_was_taken_keeps_its_newest(olga):
    high, low = Priority.objects.get(name="High"), Priority.objects.get(name="Low")
    save_priority(high, by=olga, name="Hot", customer_words="", offered=True, is_default=False)
    fact = newest()
    save_priority(low, by=olga, name="High", customer_words="", offered=True, is_default=False)
    with pytest.raises(UndoRefused, match="Another priority has this name"):
        undo_change(fact, by=olga)


def test_a_field_is_as_before_and_again_as_after(olga, billing):
    urgent = a_field(olga, "Urgent because")
    field = a_field(olga, hint="As on its label")
    before = field_told(field)
    save_custom_field(
        field, by=olga, label="Printer", kind=FieldKind.CHOICE, options=["A", "B"], required=True,
        for_customers=False, departments=[billing],
        shown_when=Rule((Clause(urgent.key, Operator.FILLED),)),
    )  # fmt: skip
    after = field_told(field)
    undo_newest(by=olga)
    assert field_told(CustomField.objects.get(pk=field.pk)) == before
    undo_newest(by=olga)
    assert field_told(CustomField.objects.get(pk=field.pk)) == after


def test_a_field_leaves_the_form_and_is_back(olga):
    field = a_field(olga)
    for removed in (True, False, True):
        undo_newest(by=olga)
        field.refresh_from_db()
        assert (field.removed_at is not None) is removed


def test_a_field_that_tickets_fill_in_stays(olga, a_ticket):
    field = a_field(olga)
    created = newest()
    set_values(a_ticket, {field.pk: "Printer"}, by=olga)
    with pytest.raises(StillUsed, match="1 ticket"):
        undo_change(created, by=olga)


def test_a_field_that_another_one_looks_at_stays(olga):
    field = a_field(olga)
    created = newest()
    a_field(olga, "Serial number", shown_when=Rule((Clause(field.key, Operator.FILLED),)))
    with pytest.raises(UndoRefused, match="“Serial number”"):
        undo_change(created, by=olga)


def test_a_field_whose_rule_would_look_at_nothing_stays_as_it_is(olga):
    device = a_field(olga)
    field = a_field(olga, "Serial number", shown_when=Rule((Clause(device.key, Operator.FILLED),)))
    save_custom_field(field, by=olga, label="Number", kind=FieldKind.TEXT)
    fact = newest()
    remove_custom_field(device, by=olga)
    with pytest.raises(UndoRefused):
        undo_change(fact, by=olga)
    field.refresh_from_db()
    assert field.label == "Number"


def test_a_kind_stays_once_tickets_have_values_of_it(olga, a_ticket):
    field = a_field(olga)
    save_custom_field(field, by=olga, label="Device", kind=FieldKind.NUMBER)
    fact = newest()
    set_values(a_ticket, {field.pk: "12"}, by=olga)
    with pytest.raises(UndoRefused, match="its kind stays"):
        undo_change(fact, by=olga)


def test_the_form_asks_in_its_former_order_and_a_new_field_stays_where_it_is(olga):
    a_field(olga)
    before = catalogue().form_order()
    order_form([before[1], before[0]], by=olga)
    fact = newest()
    late = a_field(olga, "Late")
    undo_change(fact, by=olga)
    assert [key for key in catalogue().form_order() if key != late.key] == list(before)


def test_another_order_of_the_form_since_stays(olga):
    before = catalogue().form_order()
    order_form([before[1], before[0]], by=olga)
    fact = newest()
    order_form([before[2], before[1]], by=olga)
    with pytest.raises(ChangedSince):
        undo_change(fact, by=olga)


def test_a_tag_is_called_and_coloured_as_before_and_again_as_after(selma):
    tag = create_tag("invoice", by=selma, hue="sky")
    change_tag(tag, by=selma, name="billing", hue="rose")
    for name, hue in (("invoice", "sky"), ("billing", "rose")):
        undo_newest(by=selma)
        tag.refresh_from_db()
        assert (tag.name, tag.hue) == (name, hue)
    assert Tag.objects.named("invoice").first() == tag


def test_a_tag_whose_former_name_was_taken_keeps_its_newest(selma):
    tag = create_tag("invoice", by=selma)
    change_tag(tag, by=selma, name="billing", hue="rose")
    fact = newest()
    create_tag("invoice", by=selma)
    with pytest.raises(UndoRefused, match="There is a tag with this name"):
        undo_change(fact, by=selma)
    tag.refresh_from_db()
    assert tag.hue == "rose"


def test_a_tag_is_put_away_and_is_back(selma):
    tag = create_tag("invoice", by=selma)
    archive_tag(tag, by=selma)
    for archived in (False, True):
        undo_newest(by=selma)
        tag.refresh_from_db()
        assert (tag.archived_at is not None) is archived


def test_a_new_tag_that_tickets_have_or_that_took_in_another_stays(selma, a_ticket):
    tag = create_tag("invoice", by=selma)
    fact = newest()
    set_tags(a_ticket, ["invoice"], by=selma)
    merge_tags(create_tag("bill", by=selma), tag, by=selma)
    with pytest.raises(StillUsed, match=r"1 ticket, 1 former name"):
        undo_change(fact, by=selma)


def test_a_merge_of_tags_is_not_undone_and_says_so(olga):
    merge_tags(create_tag("bill", by=olga), create_tag("invoice", by=olga), by=olga)
    assert not can_undo(newest(), by=olga)
    assert "Which ticket had which tag is not kept" in why_not(newest(), by=olga)
    with pytest.raises(NothingToUndo):
        undo_newest(by=olga)


def test_a_tag_that_was_merged_since_is_gone(selma):
    tag = create_tag("invoice", by=selma)
    change_tag(tag, by=selma, name="billing", hue="")
    fact = newest()
    merge_tags(tag, create_tag("money", by=selma), by=selma)
    with pytest.raises(UndoRefused, match="not there any more"):
        undo_change(fact, by=selma)


@dataclass(frozen=True)
class Decided:
    """A change that leaves a fact of this kind."""

    kind: str
    change: Callable[..., object]


@pytest.mark.parametrize(
    "decided",
    [
        Decided("tickets.fields_changed", a_status),
        Decided("tickets.fields_changed", a_field),
        Decided("tickets.form_ordered", lambda by: order_form(["message", "title"], by=by)),
    ],
    ids=["status", "field", "order"],
)
@pytest.mark.parametrize("who", ["selma", "mia", "alice"])
def test_only_owners_undo_what_only_owners_decide(who, decided, request, olga):
    decided.change(olga)
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        undo_change(newest(decided.kind), by=actor)


@pytest.mark.parametrize("who", ["mia", "leo", "alice"])
def test_only_supervisors_and_owners_undo_tags(who, request, selma):
    create_tag("invoice", by=selma)
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        undo_change(newest("tickets.tag_created"), by=actor)
