"""Roles, who may sign in, and questions at registration, as they were before a change."""

from __future__ import annotations

import pytest

from smartai.core.people.actions import (
    change_registration_field,
    change_role,
    create_registration_field,
    deactivate_person,
    remove_registration_field,
)
from smartai.core.people.models import Profile, RegistrationField
from smartai.core.tickets.actions import assign_ticket
from smartai.core.undoing.actions import can_undo, undo_change, why_not
from smartai.core.undoing.errors import ChangedSince, StillUsed, UndoRefused
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.models import Role
from tests.cast import make_person
from tests.core.undoing.facts import former, newest, undo_newest

pytestmark = pytest.mark.django_db


def test_a_role_is_what_it_was_and_again_what_it_became(olga, mia):
    change_role(mia, Role.SUPERVISOR, by=olga)
    undo_newest(by=olga)
    mia.refresh_from_db()
    assert mia.role == Role.AGENT
    undo_newest(by=olga)
    mia.refresh_from_db()
    assert mia.role == Role.SUPERVISOR


def test_open_tickets_of_whoever_is_a_light_agent_again_are_nobodys(olga, leo, a_ticket):
    change_role(leo, Role.AGENT, by=olga)
    fact = newest()
    assign_ticket(a_ticket, leo, by=olga)
    undo_change(fact, by=olga)
    a_ticket.refresh_from_db()
    assert a_ticket.assignee is None


def test_another_role_since_stays(olga, mia):
    change_role(mia, Role.SUPERVISOR, by=olga)
    fact = newest()
    change_role(mia, Role.OWNER, by=olga)
    with pytest.raises(ChangedSince):
        undo_change(fact, by=olga)


def test_the_last_owner_stays_one(olga, mia):
    change_role(mia, Role.OWNER, by=olga)
    fact = newest()
    change_role(olga, Role.AGENT, by=mia)
    with pytest.raises(UndoRefused, match="the last owner stays one"):
        undo_change(fact, by=mia)
    mia.refresh_from_db()
    assert mia.role == Role.OWNER


def test_whoever_was_a_customer_before_is_not_made_one_again(olga, mia):
    fact = former("people.role_changed", person_id=mia.pk, name="Mia", before="customer", role="agent")
    assert not can_undo(fact, by=olga)
    assert why_not(fact, by=olga)


@pytest.mark.parametrize("who", ["selma", "mia", "alice"])
def test_only_owners_undo_roles(who, request, olga, anton):
    change_role(anton, Role.LIGHT, by=olga)
    with pytest.raises(NotAllowed):
        undo_change(newest("people.role_changed"), by=request.getfixturevalue(who))


def test_who_was_shut_out_may_sign_in_again_and_is_shut_out_again(olga, mia):
    deactivate_person(mia, by=olga)
    undo_newest(by=olga)
    mia.refresh_from_db()
    assert mia.active
    undo_newest(by=olga)
    mia.refresh_from_db()
    assert not mia.active


def test_whoever_has_open_tickets_by_now_is_not_shut_out_by_the_way(olga, anton, a_ticket):
    deactivate_person(anton, by=olga)
    deactivate_person(anton, by=olga, active=True)
    fact = newest()
    assign_ticket(a_ticket, anton, by=olga)
    with pytest.raises(StillUsed, match="1 open ticket"):
        undo_change(fact, by=olga)


def test_the_last_owner_is_not_shut_out(olga):
    anna = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    deactivate_person(anna, by=olga)
    deactivate_person(anna, by=olga, active=True)
    fact = newest()
    deactivate_person(olga, by=anna)
    with pytest.raises(UndoRefused, match="the last owner stays one"):
        undo_change(fact, by=anna)


def a_question(by) -> RegistrationField:
    return create_registration_field("Customer number", by=by, hint="On your invoice")


def test_a_question_asks_as_before_and_again_as_after(olga):
    question = a_question(olga)
    change_registration_field(question, by=olga, label="Number", hint="", required=True, position=0)
    undo_newest(by=olga)
    question.refresh_from_db()
    assert (question.label, question.hint, question.required) == ("Customer number", "On your invoice", False)
    undo_newest(by=olga)
    question.refresh_from_db()
    assert (question.label, question.hint, question.required) == ("Number", "", True)


def test_a_removed_question_is_asked_again(olga):
    question = a_question(olga)
    remove_registration_field(question, by=olga)
    undo_newest(by=olga)
    question.refresh_from_db()
    assert question.removed_at is None
    undo_newest(by=olga)
    question.refresh_from_db()
    assert question.removed_at is not None


def test_a_new_question_that_somebody_answered_stays(olga, alice):
    question = a_question(olga)
    created = newest()
    Profile.objects.filter(person=alice).update(answers={str(question.pk): "4711"})
    with pytest.raises(StillUsed, match="1 answer"):
        undo_change(created, by=olga)
    Profile.objects.update(answers={})
    undo_change(created, by=olga)
    question.refresh_from_db()
    assert question.removed_at is not None


def test_a_question_that_was_changed_since_stays_as_it_is(olga):
    question = a_question(olga)
    created = newest()
    change_registration_field(question, by=olga, label="Number", hint="", required=False, position=0)
    changed = newest()
    remove_registration_field(question, by=olga)
    for fact in (created, changed):
        with pytest.raises(ChangedSince):
            undo_change(fact, by=olga)
