"""Who somebody is whom a site names: each rule of docs/decisions/0024."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.utils import timezone

from smartai.core.identities.actions import recognise_person
from smartai.core.identities.errors import IdentityRefused
from smartai.core.identities.models import SiteIdentity
from smartai.core.people.actions import add_address, change_profile, claim_person, deactivate_person
from smartai.core.people.models import Profile
from smartai.core.people.querysets import claimant_of_address, owner_of_address
from smartai.core.privacy.actions.erase_person import erase_person
from smartai.core.privacy.actions.export_person import export_person
from smartai.core.tickets.actions import RequestDraft, adopt_requests, open_ticket
from smartai.core.workspace.actions import create_panel
from smartai.foundation.accounts.actions import issue_code, start_session
from smartai.foundation.accounts.actions.issue_code import code_digits
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import CodePurpose, EmailAddress, Person, Role, Session
from smartai.lib.site_claims import Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga):
    return create_panel("Shop", by=olga)


def said(subject: str = "user-1842", email: str = "", verified: bool = False, **more: Any) -> Told:
    return Told(
        subject=subject, token_id=secrets.token_hex(4), expires_at=timezone.now().timestamp() + 600,
        email=email, email_verified=verified, **more,
    )  # fmt: skip


def proven_of(person: Person) -> set[str]:
    return set(person.addresses.filter(proven_at__isnull=False).values_list("address", flat=True))


def ask(person: Person, proven: bool = True) -> Any:
    return open_ticket(RequestDraft(title="x", text="y"), requester=person, by=person, proven=proven)


def test_the_same_subject_is_the_same_person_and_another_one_is_not(shop, olga):
    first = recognise_person(shop.pk, said(name="Jonas"))
    assert recognise_person(shop.pk, said(name="Jonas")) == first
    assert recognise_person(shop.pk, said("user-1843", name="Jonas")) != first
    assert recognise_person(create_panel("Other", by=olga).pk, said(name="Jonas")) != first


def test_a_verified_address_leads_to_the_customer_who_proved_it(shop, alice):
    assert recognise_person(shop.pk, said(email=alice.email, verified=True, name="A. Lake")) == alice
    alice.refresh_from_db()
    assert alice.name == "Alice Lake"


def test_an_unverified_address_never_leads_to_anybody(shop, alice, a_ticket):
    person = recognise_person(shop.pk, said(email=alice.email))
    assert person != alice
    assert (person.email, proven_of(person)) == (alice.email, set())
    adopt_requests(alice)
    person.refresh_from_db()
    assert person.active
    assert recognise_person(shop.pk, said(email=alice.email)) == person


def test_nobody_comes_into_an_account_by_its_unproven_address(shop):
    """Neither who writes with it without an account, nor who proves it by a code, nor another identity."""
    person = recognise_person(shop.pk, said(email="jonas@lindqvist.example"))
    ticket = ask(person, proven=False)
    assert claimant_of_address("jonas@lindqvist.example") is None
    assert claim_person("jonas@lindqvist.example", by=NOBODY) != person
    other = recognise_person(shop.pk, said("user-2", email="jonas@lindqvist.example", verified=True))
    adopt_requests(other)
    ticket.refresh_from_db()
    assert other != person
    assert ticket.requester == person
    assert owner_of_address("jonas@lindqvist.example") == other


def test_a_verified_address_that_is_new_is_proven_and_brings_what_was_written_with_it(shop):
    stranger = claim_person("jonas@lindqvist.example", by=NOBODY)
    ticket = open_ticket(RequestDraft(title="x", text="y"), requester=stranger, by=NOBODY, proven=False)
    person = recognise_person(shop.pk, said(email="jonas@lindqvist.example", verified=True))
    adopt_requests(person)
    ticket.refresh_from_db()
    assert (ticket.requester, ticket.proven) == (person, True)
    assert proven_of(person) == {"jonas@lindqvist.example"}


@pytest.mark.parametrize("colleague", ["anton", "olga"])
def test_a_site_never_signs_a_colleague_in(colleague, shop, request):
    person = request.getfixturevalue(colleague)
    found = recognise_person(shop.pk, said(email=person.email, verified=True))
    assert found != person
    assert (found.role, proven_of(found)) == (Role.CUSTOMER, set())
    assert proven_of(person) == {person.email}
    assert recognise_person(shop.pk, said(email=person.email, verified=True)) == found


def test_a_customer_who_became_a_colleague_is_refused(shop, alice):
    recognise_person(shop.pk, said(email=alice.email, verified=True))
    Person.objects.filter(pk=alice.pk).update(role=Role.AGENT)
    with pytest.raises(IdentityRefused, match="team"):
        recognise_person(shop.pk, said(email="new@lake.example", verified=True))
    assert not EmailAddress.objects.filter(address="new@lake.example").exists()


def test_a_closed_account_stays_closed_and_no_other_is_made_in_its_place(shop, alice, olga):
    deactivate_person(alice, by=olga)
    before = Person.objects.count()
    with pytest.raises(IdentityRefused, match="closed"):
        recognise_person(shop.pk, said(email=alice.email, verified=True))
    assert (Person.objects.count(), SiteIdentity.objects.count()) == (before, 0)


def test_an_address_that_is_verified_later_joins_the_account_to_its_owners(shop, alice):
    person = recognise_person(shop.pk, said(email=alice.email))
    ticket = ask(person, proven=False)
    start_session(person)
    assert recognise_person(shop.pk, said(email=alice.email, verified=True)) == alice
    adopt_requests(alice)
    ticket.refresh_from_db()
    person.refresh_from_db()
    assert (ticket.requester, ticket.proven, person.active) == (alice, True, False)
    assert not Session.objects.filter(person=person).exists()
    assert recognise_person(shop.pk, said(email=alice.email)) == alice


@pytest.mark.parametrize("why", ["proven", "password", "identity"])
def test_an_account_that_somebody_else_could_open_is_joined_to_none(why, shop, alice, olga):
    person = recognise_person(shop.pk, said(email=alice.email))
    if why == "proven":
        EmailAddress.objects.create(person=person, address="own@stone.example", proven_at=timezone.now())
    elif why == "password":
        Person.objects.filter(pk=person.pk).update(password="hash")
    else:
        person.site_identities.create(panel=create_panel("Other", by=olga), subject="1")
    assert recognise_person(shop.pk, said(email=alice.email, verified=True)) == person
    assert proven_of(alice) == {alice.email}


def test_a_new_verified_address_takes_the_place_of_the_one_before(shop):
    person = recognise_person(shop.pk, said(email="old@stone.example", verified=True))
    assert recognise_person(shop.pk, said(email="new@stone.example", verified=True)) == person
    person.refresh_from_db()
    assert (person.email, proven_of(person)) == ("new@stone.example", {"new@stone.example"})
    assert recognise_person(shop.pk, said(email="newer@stone.example")) == person
    person.refresh_from_db()
    assert (person.email, proven_of(person)) == ("new@stone.example", {"new@stone.example"})


def test_an_address_that_somebody_proved_themselves_stays(shop, alice):
    recognise_person(shop.pk, said(email=alice.email, verified=True))
    recognise_person(shop.pk, said(email="work@lake.example", verified=True))
    alice.refresh_from_db()
    assert alice.email == "alice@lake.example"
    assert proven_of(alice) == {"alice@lake.example", "work@lake.example"}


def test_an_identity_keeps_its_person_when_its_address_becomes_anothers(shop, alice, bob):
    recognise_person(shop.pk, said(email=alice.email, verified=True))
    assert recognise_person(shop.pk, said(email=bob.email, verified=True)) == alice
    assert proven_of(bob) == {bob.email}


def test_an_address_proven_in_the_profile_takes_the_mails(shop):
    person = recognise_person(shop.pk, said(email="someone@stone.example"))
    issued = issue_code("own@stone.example", CodePurpose.ADD_ADDRESS, for_person_id=person.pk)
    add_address(person, issued.challenge, code_digits(issued.code), by=person)
    person.refresh_from_db()
    assert person.email == "own@stone.example"


def test_what_the_site_says_anew_is_written_down_and_what_it_repeats_is_not(shop):
    person = recognise_person(
        shop.pk, said(name="Jonas", organisation="Lindqvist", attributes={"plan": "free"})
    )
    change_profile(person, by=person, name="Jonas L.", company="Own words")
    person = recognise_person(shop.pk, said(name="Jonas", organisation="Lindqvist"))
    assert (person.name, Profile.objects.get(person=person).company) == ("Jonas L.", "Own words")
    person = recognise_person(
        shop.pk, said(name="Jon", organisation="Lindqvist AB", attributes={"plan": "pro"})
    )
    assert (person.name, Profile.objects.get(person=person).company) == ("Jon", "Lindqvist AB")
    assert SiteIdentity.objects.get().attributes == {"plan": "pro"}


def test_a_site_puts_nobody_into_an_organisation_of_the_team(shop, lake):
    person = recognise_person(shop.pk, said(organisation=lake.name))
    assert Profile.objects.get(person=person).organisation is None


def test_somebody_without_a_name_and_address_has_the_sites_name_for_them(shop):
    assert recognise_person(shop.pk, said()).display_name == "user-1842"


def test_deleting_ones_data_forgets_what_the_site_said_and_a_copy_has_it(shop, olga):
    person = recognise_person(shop.pk, said(name="Jonas", attributes={"plan": "pro"}))
    assert export_person(person, by=person)["person"]["told_by_sites"][0]["attributes"] == {"plan": "pro"}
    erase_person(person, by=person)
    assert not SiteIdentity.objects.exists()
    assert recognise_person(shop.pk, said(name="Jonas")) != person
