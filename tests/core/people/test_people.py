from __future__ import annotations

import pytest

from smartai.core.people.actions import (
    add_address,
    change_profile,
    change_role,
    create_first_owner,
    deactivate_person,
    invite_colleague,
    make_main_address,
    remove_address,
    request_code,
)
from smartai.core.people.errors import AddressTaken, LastOwner, OwnerExists, ProfileLocked
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actions import code_digits, start_session
from smartai.foundation.accounts.errors import CodeRefused, LastAddress
from smartai.foundation.accounts.models import CodePurpose, EmailAddress, Person, Role, Session, SignInCode
from tests.cast import choose

pytestmark = pytest.mark.django_db


def add(person: Person, address: str, *, asked_by: Person | None = None) -> EmailAddress:
    asker = asked_by or person
    challenge = request_code(address, CodePurpose.ADD_ADDRESS, by=asker, for_person_id=asker.pk)
    return add_address(person, challenge, code_digits(SignInCode.objects.latest("pk")), by=person)


def test_the_main_address_passes_on_and_the_last_one_stays(alice: Person) -> None:
    first, second = alice.addresses.get(), add(alice, "a@home.example")
    make_main_address(second, by=alice)
    remove_address(second, by=alice)
    alice.refresh_from_db()
    assert alice.email == first.address
    with pytest.raises(LastAddress):
        remove_address(first, by=alice)


def test_an_address_that_was_removed_meanwhile_never_becomes_the_main_one(alice: Person) -> None:
    add(alice, "a@home.example")
    stale = alice.addresses.get(address="a@home.example")
    remove_address(alice.addresses.get(pk=stale.pk), by=alice)
    with pytest.raises(NotAllowed):
        make_main_address(stale, by=alice)
    assert Person.objects.get(pk=alice.pk).email == "alice@lake.example"


def test_an_address_belongs_to_one_person_and_its_code_to_who_asked(alice: Person, carol: Person) -> None:
    with pytest.raises(AddressTaken):
        add(alice, carol.email)
    with pytest.raises(CodeRefused):
        add(alice, "a@home.example", asked_by=carol)
    with pytest.raises(NotAllowed):
        remove_address(carol.addresses.get(), by=alice)
    with pytest.raises(NotAllowed):
        make_main_address(carol.addresses.get(), by=alice)
    assert alice.addresses.count() == 1


def test_somebody_can_always_change_the_settings(olga: Person, mia: Person) -> None:
    with pytest.raises(LastOwner):
        change_role(olga, Role.AGENT, by=olga)
    with pytest.raises(LastOwner):
        deactivate_person(olga, by=olga)
    change_role(mia, Role.OWNER, by=olga)
    deactivate_person(mia, by=olga)
    with pytest.raises(LastOwner):
        change_role(olga, Role.AGENT, by=olga)
    with pytest.raises(OwnerExists):
        create_first_owner("x@northwind.example", name="X", password="")


def test_a_deactivated_person_is_signed_out_and_not_invited_anew(olga: Person, mia: Person) -> None:
    start_session(mia)
    deactivate_person(mia, by=olga)
    assert not Session.objects.exists()
    with pytest.raises(AddressTaken):
        invite_colleague(mia.email, name="Mia", role=Role.AGENT, by=olga)


def test_a_known_customer_becomes_a_colleague_and_keeps_the_name(olga: Person, alice: Person) -> None:
    assert invite_colleague(alice.email, name="", role=Role.AGENT, by=olga) == alice
    alice.refresh_from_db()
    assert (alice.name, alice.role) == ("Alice Lake", Role.AGENT)
    with pytest.raises(AddressTaken):
        invite_colleague(alice.email, name="", role=Role.AGENT, by=olga)


@pytest.mark.parametrize("who", ["alice", "mia"])
def test_only_owners_make_colleagues(who: str, request: pytest.FixtureRequest, carol: Person) -> None:
    actor = request.getfixturevalue(who)
    for attempt in (
        lambda: invite_colleague("x@northwind.example", name="X", role=Role.OWNER, by=actor),
        lambda: change_role(actor, Role.OWNER, by=actor),
        lambda: deactivate_person(carol, by=actor),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_locked_profile_leaves_language_and_mails_to_the_person(alice: Person, carol: Person) -> None:
    choose("panel", edit_profile=False)
    with pytest.raises(ProfileLocked):
        change_profile(alice, by=alice, name="Queen")
    change_profile(alice, by=alice, language="de", notify="never")
    assert alice.profile.__class__.objects.get(person=alice).notify == "never"
    with pytest.raises(NotAllowed):
        change_profile(carol, by=alice, language="de")
    with pytest.raises(TypeError):
        change_profile(alice, by=alice, role=Role.OWNER)
