"""Codes, invitations, and warnings when somebody's account changed."""

from __future__ import annotations

import pytest

from smartai.core.identities.actions import Said, enter_by_provider
from smartai.core.identities.models import SignInProvider
from smartai.core.people.actions import (
    add_address,
    change_password,
    claim_person,
    end_second_step,
    enter_with_code,
    invite_colleague,
    make_main_address,
    remove_address,
    request_code,
    take_second_step_away,
)
from smartai.core.people.events import AddressProven, PasskeyAdded
from smartai.core.tickets.actions import RequestDraft, open_ticket
from smartai.core.tickets.events import RequestsAdopted
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.code_links import code_key
from smartai.foundation.accounts.models import CodePurpose, EmailAddress, Person, Role, SignInCode
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.events.record import record
from smartai.foundation.mail.marks import NothingToFill, filled, filled_html
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications.filling import fill
from smartai.reactions.notifications.kinds import Kind
from tests.cast import DEMO
from tests.reactions.notifications.post import clear_post, draw_consequences, mail_to, mails_to
from tests.second_steps import app_code, with_second_step

pytestmark = pytest.mark.django_db


def add_second_address(person: Person) -> EmailAddress:
    challenge = request_code(
        "second@lake.example", CodePurpose.ADD_ADDRESS, by=person, for_person_id=person.pk
    )
    return add_address(person, challenge, code_digits(SignInCode.objects.latest("pk")), by=person)


@pytest.mark.parametrize("purpose", CodePurpose)
def test_a_code_is_a_mark_in_the_row_and_digits_only_on_the_way_out(
    purpose: CodePurpose, alice: Person
) -> None:
    request_code(alice.email, purpose, by=NOBODY)
    mail = mail_to(alice)
    digits = code_digits(SignInCode.objects.get())
    assert digits not in mail.subject + mail.text + mail.html
    assert digits in filled(mail.text, fill)


@pytest.mark.parametrize("purpose", CodePurpose)
def test_a_codes_link_is_a_mark_too_and_none_leads_out_of_the_profile(
    purpose: CodePurpose, alice: Person
) -> None:
    request_code(alice.email, purpose, by=NOBODY)
    mail = mail_to(alice)
    link = f"/support/sign-in/link/{code_key(SignInCode.objects.get())}/"
    assert link not in mail.text + mail.html
    assert (link in filled(mail.text, fill)) is (purpose != CodePurpose.ADD_ADDRESS)
    assert (link in filled_html(mail.html, fill)) is (purpose != CodePurpose.ADD_ADDRESS)


def test_a_code_that_must_not_be_delivered_is_not(carol: Person) -> None:
    request_code("unknown@stone.example", CodePurpose.SIGN_IN, by=NOBODY, known_only=True)
    draw_consequences()
    assert not OutgoingMail.objects.exists()


def test_a_used_code_is_not_sent_any_more(alice: Person) -> None:
    challenge = request_code(alice.email, CodePurpose.SIGN_IN, by=NOBODY)
    mail = mail_to(alice)
    enter_with_code(challenge, code_digits(SignInCode.objects.get()))
    with pytest.raises(NothingToFill):
        filled(mail.text, fill)


def test_a_code_for_a_stranger_greets_nobody_and_speaks_their_language(carol: Person) -> None:
    request_code("new@stone.example", CodePurpose.SIGN_IN, by=NOBODY, language="ar")
    draw_consequences()
    mail = OutgoingMail.objects.get()
    assert mail.to_name == ""
    assert 'dir="rtl"' in mail.html


def test_a_proven_address_brings_its_unproven_requests_along(carol: Person) -> None:
    claimant = claim_person("new@stone.example", name="N", by=NOBODY)
    ticket = open_ticket(RequestDraft(title="T", text="Hello"), requester=claimant, by=NOBODY, proven=False)
    challenge = request_code("new@stone.example", CodePurpose.SIGN_IN, by=NOBODY)
    person, _ = enter_with_code(challenge, code_digits(SignInCode.objects.get()))
    draw_consequences()
    ticket.refresh_from_db()
    assert (ticket.requester_id, ticket.proven) == (person.pk, True)


def test_requests_that_an_address_brought_along_name_it_as_their_cause(alice: Person) -> None:
    claimant = claim_person("second@lake.example", name="N", by=NOBODY)
    open_ticket(RequestDraft(title="T", text="Hello"), requester=claimant, by=NOBODY, proven=False)
    add_second_address(alice)
    draw_consequences()
    cause = StoredEvent.objects.get(kind=RequestsAdopted.kind).caused_by
    assert cause is not None
    assert cause.kind == AddressProven.kind


def test_each_change_of_addresses_is_told_to_the_old_ones(alice: Person) -> None:
    old = alice.email
    second = add_second_address(alice)
    draw_consequences()
    make_main_address(second, by=alice)
    draw_consequences()
    told = OutgoingMail.objects.exclude(kind=Kind.CODE).order_by("pk")
    assert [(mail.kind, mail.to_address) for mail in told] == [
        (Kind.ADDRESS_ADDED, old),
        (Kind.MAIN_ADDRESS_CHANGED, old),
    ]
    clear_post()
    remove_address(EmailAddress.objects.get(address=old), by=alice)
    alice.refresh_from_db()
    assert mails_to(alice)[-1].kind == Kind.ADDRESS_REMOVED


def test_a_new_password_is_told(alice: Person) -> None:
    change_password(alice, "a much longer phrase 9", by=alice)
    assert mail_to(alice).kind == Kind.PASSWORD_CHANGED


def test_a_colleague_is_invited(olga: Person) -> None:
    person = invite_colleague("new@northwind.example", name="Nora", role=Role.AGENT, by=olga)
    mail = mail_to(person)
    assert "Olga Berg added you to the team" in mail.text
    assert "/desk/sign-in/" in mail.html


def test_a_second_step_is_told_when_it_goes_on_and_off(alice: Person) -> None:
    codes = with_second_step(alice)
    told = mail_to(alice)
    assert told.kind == Kind.SECOND_STEP_ON
    assert "/support/profile/ways/" in told.text
    assert not any(code in told.text + told.html for code in codes)
    clear_post()
    end_second_step(alice, app_code(alice), by=alice)
    assert mail_to(alice).kind == Kind.SECOND_STEP_OFF


def test_who_took_a_second_step_away_is_named(anton: Person, olga: Person) -> None:
    with_second_step(anton)
    clear_post()
    take_second_step_away(anton, by=olga)
    told = mail_to(anton)
    assert told.kind == Kind.SECOND_STEP_TAKEN
    assert "Olga Berg" in told.text
    with_second_step(anton)
    clear_post()
    take_second_step_away(anton, by=DEMO)
    assert mail_to(anton).kind == Kind.SECOND_STEP_TAKEN


def test_a_new_passkey_is_told(alice: Person) -> None:
    record(PasskeyAdded(person_id=alice.pk), by=alice)
    assert mail_to(alice).kind == Kind.PASSKEY_ADDED


def test_an_account_elsewhere_is_told_to_whom_it_was_joined_once_and_not_to_whom_it_brought(
    alice: Person,
) -> None:
    provider = SignInProvider.objects.create(
        name="Lake ID", issuer="https://id.lake.example", client_id="us", for_customers=True, creates=True
    )
    for _ in range(2):
        enter_by_provider(provider, Said("alice-1", alice.email, True, "Alice"))
    told = mail_to(alice)
    assert told.kind == Kind.PROVIDER_LINKED
    assert "Lake ID" in told.text
    clear_post()
    dora = enter_by_provider(provider, Said("dora-1", "dora@hill.example", True, "Dora"))
    assert mails_to(dora) == []
