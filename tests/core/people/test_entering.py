from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from smartai.core.people.actions import (
    claim_person,
    enter_with_code,
    enter_with_password,
    repeat_code,
    request_code,
)
from smartai.core.people.events import CodeRequested
from smartai.core.people.models import Profile
from smartai.foundation.accounts.actions import code_digits, set_password
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose, EmailAddress, Person, SignInCode
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db
JONAS = "jonas@harbour.example"
MINE = "an attacker's own password"


def ask(address: str = JONAS, **registration: Any) -> tuple[str, str]:
    challenge = request_code(
        address,
        CodePurpose.SIGN_IN,
        by=NOBODY,
        payload={"registration": registration} if registration else {},
    )
    return challenge, code_digits(SignInCode.objects.latest("pk"))


def test_what_was_typed_at_registration_counts_once_the_address_is_proven() -> None:
    waiting = ask(
        name="Jonas", phone="1", company="Harbour", answers={"7": "Yes"}, password_hash=make_password(MINE)
    )
    assert not Person.objects.exists()
    person, _ = enter_with_code(*waiting)
    profile = Profile.objects.get(person=person)
    assert (person.name, profile.phone, profile.company) == ("Jonas", "1", "Harbour")
    assert profile.answers == {"7": "Yes"}
    assert enter_with_password(JONAS, MINE) == person


def test_nobody_prepares_an_account_with_their_own_password_for_an_address_of_somebody_else() -> None:
    claim_person(JONAS, name="Evil", by=NOBODY)
    ask(name="Evil", password_hash=make_password(MINE))
    person, _ = enter_with_code(*ask(name="Jonas"))
    assert (person.name, person.has_password) == ("Jonas", False)
    with pytest.raises(CodeRefused):
        enter_with_password(JONAS, MINE)


def test_a_registration_changes_nobody_who_is_known(alice: Person) -> None:
    enter_with_code(*ask(alice.email, name="Evil", phone="1", password_hash=make_password(MINE)))
    alice.refresh_from_db()
    assert (alice.name, alice.has_password, alice.profile.phone) == ("Alice Lake", False, "")


def test_nobody_deactivated_enters_and_nothing_is_made_for_them(alice: Person) -> None:
    Person.objects.update(active=False)
    with pytest.raises(CodeRefused):
        enter_with_code(*ask(alice.email))
    assert (Person.objects.count(), EmailAddress.objects.count()) == (1, 1)


def test_of_an_unknown_address_only_the_delivery_differs(alice: Person) -> None:
    for address in (alice.email, JONAS):
        request_code(address, CodePurpose.SIGN_IN, by=NOBODY, known_only=True)
    facts = [fact.event for fact in StoredEvent.objects.filter(kind=CodeRequested.kind).order_by("pk")]
    assert [fact.deliver for fact in facts if isinstance(fact, CodeRequested)] == [True, False]


def test_a_repeated_code_carries_what_waited_and_a_foreign_challenge_none() -> None:
    challenge, _ = ask(name="Jonas")
    again = repeat_code(challenge, by=NOBODY)
    person, _ = enter_with_code(again, code_digits(SignInCode.objects.latest("pk")))
    assert person.name == "Jonas"
    with pytest.raises(CodeRefused):
        repeat_code("\ud800", by=NOBODY)


def test_a_claimed_address_lets_nobody_in_by_password() -> None:
    set_password(claim_person(JONAS, by=NOBODY), MINE)
    with pytest.raises(CodeRefused):
        enter_with_password(JONAS, MINE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("claimed", [True, False])
def test_two_proofs_of_an_address_at_once_make_one_person(claimed: bool) -> None:
    if claimed:
        claim_person(JONAS, by=NOBODY)
    waiting = [ask(name=name) for name in ("One", "Two")]

    def enter(one: tuple[str, str]) -> int:
        try:
            return enter_with_code(*one)[0].pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as browsers:
        entered = set(browsers.map(enter, waiting))
    assert len(entered) == 1
    assert EmailAddress.objects.filter(proven_at__isnull=False).count() == 1
