"""Departments and who works in them, as they were before a change."""

from __future__ import annotations

import pytest

from smartai.core.departments.actions import (
    archive_department,
    change_department,
    create_department,
    order_departments,
    restore_department,
    set_departments,
    set_members,
)
from smartai.core.departments.models import Department
from smartai.core.people.actions import deactivate_person
from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.models import FieldKind
from smartai.core.undoing.actions import can_undo, undo_change
from smartai.core.undoing.errors import ChangedSince, StillUsed, UndoRefused
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent
from tests.cast import choose
from tests.core.undoing.facts import newest, undo_newest

pytestmark = pytest.mark.django_db


def members(department: Department) -> set[str]:
    return {person.display_name for person in department.members.all()}


def test_a_department_is_called_and_offered_as_before_and_again_as_after(olga, billing):
    change_department(billing, by=olga, name="Accounts", offered=False)
    undo_newest(by=olga)
    billing.refresh_from_db()
    assert (billing.name, billing.offered) == ("Billing", True)
    undo_newest(by=olga)
    billing.refresh_from_db()
    assert (billing.name, billing.offered) == ("Accounts", False)


def test_saving_without_a_change_is_no_fact(olga, billing):
    change_department(billing, by=olga, name="Billing", offered=True)
    set_members(billing, [], by=olga)
    assert not StoredEvent.objects.exists()


def test_what_was_renamed_again_keeps_its_newest_name(olga, billing):
    change_department(billing, by=olga, name="Accounts", offered=False)
    fact = newest()
    change_department(billing, by=olga, name="Money", offered=False)
    with pytest.raises(ChangedSince) as since:
        undo_change(fact, by=olga)
    assert since.value.names == ["name"]
    billing.refresh_from_db()
    assert (billing.name, billing.offered) == ("Money", False)


def test_a_name_that_another_department_took_stays_theirs(olga, billing):
    change_department(billing, by=olga, name="Accounts", offered=True)
    fact = newest()
    create_department("Billing", by=olga)
    with pytest.raises(UndoRefused, match="Another department has this name"):
        undo_change(fact, by=olga)


def test_a_new_department_is_archived_while_nothing_uses_it_and_comes_back(olga):
    sales = create_department("Sales", by=olga)
    undo_newest(by=olga)
    sales.refresh_from_db()
    assert sales.archived_at is not None
    undo_newest(by=olga)
    sales.refresh_from_db()
    assert sales.archived_at is None


def test_what_uses_a_new_department_is_said_and_it_stays(olga, mia, alice, open_request):
    sales = create_department("Sales", by=olga)
    created = newest()
    open_request(alice, sales)
    set_members(sales, [mia], by=olga)
    save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT, departments=[sales])
    save_saved_reply(None, by=olga, name="Thanks", text="Thank you.", shared=True, department=sales)
    choose("form", default_department=sales.pk)
    with pytest.raises(StillUsed) as used:
        undo_change(created, by=olga)
    said = ("1 ticket", "1 colleague", "1 field", "1 saved reply", "default department")
    assert all(one in str(used.value) for one in said)
    sales.refresh_from_db()
    assert sales.archived_at is None


def test_an_archived_department_is_back_and_archived_again(olga, billing):
    archive_department(billing, by=olga)
    undo_newest(by=olga)
    billing.refresh_from_db()
    assert billing.archived_at is None
    undo_newest(by=olga)
    billing.refresh_from_db()
    assert billing.archived_at is not None


def test_a_department_with_open_tickets_is_not_archived_by_the_way(olga, alice, billing, open_request):
    archive_department(billing, by=olga)
    restore_department(billing, by=olga)
    fact = newest()
    open_request(alice, billing)
    with pytest.raises(StillUsed, match="1 open ticket"):
        undo_change(fact, by=olga)


def test_the_last_department_stays(olga, support):
    sales = create_department("Sales", by=olga)
    fact = newest()
    archive_department(support, by=olga)
    with pytest.raises(UndoRefused, match="the last one stays"):
        undo_change(fact, by=olga)
    assert sales.archived_at is None


def test_departments_stand_as_before_and_one_that_came_since_stays_where_it_is(olga, support, billing):
    sales = create_department("Sales", by=olga)
    order_departments([sales.pk, support.pk, billing.pk], by=olga)
    fact = newest()
    late = create_department("Late", by=olga)
    undo_change(fact, by=olga)
    assert list(Department.objects.active()) == [support, billing, sales, late]


def test_another_order_since_stays(olga, support, billing):
    order_departments([billing.pk, support.pk], by=olga)
    fact = newest()
    order_departments([support.pk, billing.pk], by=olga)
    with pytest.raises(ChangedSince):
        undo_change(fact, by=olga)


def test_who_came_goes_and_who_went_is_back_and_others_stay(selma, mia, anton, leo, billing):
    set_members(billing, [anton], by=selma)
    fact = newest()
    set_members(billing, [anton, leo], by=selma)
    undo_change(fact, by=selma)
    assert members(billing) == {"Mia Keller", "Leo Brandt"}


def test_departments_of_a_colleague_are_undone_one_by_one(selma, mia, billing, support):
    set_departments(mia, [support], by=selma)
    of_billing, of_support = StoredEvent.objects.filter(kind="departments.members_changed").order_by(
        "payload__department_id"
    )
    assert {of_billing.payload["name"], of_support.payload["name"]} == {"Billing", "Support"}
    for fact in (of_billing, of_support):
        undo_change(fact, by=selma)
    assert (members(billing), members(support)) == ({"Mia Keller"}, set())


def test_who_came_and_went_again_since_is_left_alone(selma, anton, billing):
    set_members(billing, [anton], by=selma)
    fact = newest()
    set_members(billing, [], by=selma)
    with pytest.raises(ChangedSince):
        undo_change(fact, by=selma)


def test_nobody_who_left_the_team_comes_back_to_a_department(olga, mia, billing):
    set_members(billing, [], by=olga)
    fact = newest()
    deactivate_person(mia, by=olga)
    with pytest.raises(UndoRefused, match="not in the team any more"):
        undo_change(fact, by=olga)
    assert members(billing) == set()


@pytest.mark.parametrize("who", ["selma", "mia", "leo", "alice"])
def test_only_owners_undo_what_only_owners_decide(who, request, olga, billing):
    change_department(billing, by=olga, name="Accounts", offered=True)
    actor = request.getfixturevalue(who)
    assert not can_undo(newest("departments.changed"), by=actor)
    with pytest.raises(NotAllowed):
        undo_change(newest("departments.changed"), by=actor)


@pytest.mark.parametrize("who", ["mia", "leo", "alice"])
def test_only_supervisors_and_owners_undo_who_works_where(who, request, selma, anton, billing):
    set_members(billing, [anton], by=selma)
    with pytest.raises(NotAllowed):
        undo_change(newest("departments.members_changed"), by=request.getfixturevalue(who))
