"""Passkeys: made in the profile, used at the sign-in page; an authenticator of our own signs or lies."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from smartai.core.people.actions import deactivate_person
from smartai.foundation.accounts.models import Passkey, Person, Session
from smartai.foundation.events.models import StoredEvent
from tests.authenticator import PRESENT, Authenticator, text
from tests.cast import choose, client_of
from tests.second_steps import with_second_step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_at_a_name")]
SIGN_IN, WAYS = "/support/sign-in/", "/support/profile/ways/"
ASKED, USED = f"{SIGN_IN}passkey/asked/", f"{SIGN_IN}passkey/"
ORIGIN = "https://desk.northwind.example"


@pytest.fixture
def _at_a_name(settings):
    """Passkeys belong to a name, never to a bare address."""
    settings.BASE_URL = ORIGIN


def device(**changes) -> Authenticator:
    return Authenticator(**{"origin": ORIGIN, "party": "desk.northwind.example", **changes})


def goes_to(response) -> str:
    return str(response.headers.get("Location", response.status_code))


def added(person: Person, authenticator: Authenticator, name: str = "Phone") -> Client:
    browser = client_of(person)
    options = browser.get(f"{WAYS}passkeys/asked/").json()
    answer = authenticator.create(options)
    assert goes_to(browser.post(f"{WAYS}passkeys/", {"answer": answer, "name": name})) == WAYS
    return browser


def used(authenticator: Authenticator, browser: Client | None = None, place: str = "", **changes):
    browser = browser or Client()
    answer = authenticator.sign(browser.get(ASKED).json(), **changes)
    return browser.post(USED, {"answer": answer, "next": place})


def is_refused(response) -> bool:
    return goes_to(response).startswith(SIGN_IN) and not Session.objects.filter(user_agent="").exists()


@pytest.fixture
def phone(alice) -> Authenticator:
    """Alice's, with a passkey of hers; she is signed in nowhere."""
    authenticator = device()
    added(alice, authenticator)
    Session.objects.all().delete()
    return authenticator


def test_a_passkey_signs_in_without_an_address(alice, phone):
    response = used(phone, place="/support/requests/?archived")
    assert goes_to(response) == "/support/requests/?archived"
    assert Session.objects.get().person == alice
    assert Passkey.objects.get().last_used_at


def test_the_page_offers_it_and_the_address_field_too(alice):
    page = Client().get(SIGN_IN).content.decode()
    assert f'data-passkey="{ASKED}"' in page
    assert 'autocomplete="email webauthn"' in page


def test_the_options_name_nobodys_key_and_are_the_same_for_everybody(phone):
    options = Client().get(ASKED).json()["publicKey"]
    assert options.pop("challenge") != Client().get(ASKED).json()["publicKey"]["challenge"]
    assert options == {"rpId": "desk.northwind.example", "userVerification": "preferred"}


def test_with_verification_it_is_both_steps_without_it_is_the_first(alice, phone):
    with_second_step(alice)
    assert goes_to(used(phone)) == "/support/requests/"
    phone.flags = PRESENT
    Session.objects.all().delete()
    assert goes_to(used(phone)) == f"{SIGN_IN}second-step/"
    assert not Session.objects.exists()


def test_a_challenge_is_answered_once_and_in_the_browser_that_asked(alice):
    quiet = device(counts=False)  # no counter stands in for it
    added(alice, quiet)
    Session.objects.all().delete()
    browser = Client()
    answer = quiet.sign(browser.get(ASKED).json())
    kept = browser.cookies["smartai_challenge"].value
    assert is_refused(Client().post(USED, {"answer": answer}))
    other = Client()
    other.get(ASKED)
    assert is_refused(other.post(USED, {"answer": answer}))
    assert goes_to(browser.post(USED, {"answer": answer})) == "/support/requests/"
    Session.objects.all().delete()
    browser.cookies["smartai_challenge"] = kept
    assert is_refused(browser.post(USED, {"answer": answer}))


def test_a_challenge_is_late_after_a_quarter_of_an_hour(phone, later):
    browser = Client()
    answer = phone.sign(browser.get(ASKED).json())
    later(minutes=16)
    assert is_refused(browser.post(USED, {"answer": answer}))


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://desk.northwind.example"},
        {"origin": f"{ORIGIN}:8443"},
        {"origin": "https://sub.desk.northwind.example"},
        {"party": "northwind.example"},
        {"flags": 0},
    ],
)
def test_what_another_site_had_signed_signs_nobody_in(phone, changes):
    for name, value in changes.items():
        setattr(phone, name, value)
    assert is_refused(used(phone))


def test_a_counter_that_does_not_go_on_is_refused(alice, phone):
    copy = device(id=phone.id, key=phone.key, user=phone.user, counter=phone.counter)
    assert goes_to(used(phone)) == "/support/requests/"
    Session.objects.all().delete()
    assert is_refused(used(copy))
    copy.counts, copy.counter = False, 0
    assert is_refused(used(copy))


def test_a_key_that_does_not_count_goes_on_working(alice):
    quiet = device(counts=False)
    added(alice, quiet)
    assert [goes_to(used(quiet)) for _ in range(2)] == ["/support/requests/"] * 2


def test_a_wrong_signature_and_anothers_name_are_refused(phone):
    assert is_refused(used(phone, signature=text(b"x" * 70)))
    assert is_refused(used(phone, userHandle=text(b"y" * 32)))
    stranger = device(id=phone.id, user=phone.user)
    assert is_refused(used(stranger))
    assert is_refused(used(device()))


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "x", "[" * 10_000, '{"id": 7}', "\u0000", json.dumps({"rawId": "a" * 30_000}),
     json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}})],
)  # fmt: skip
def test_what_no_authenticator_says_is_refused(phone, alice, answer):
    browser = Client()
    browser.get(ASKED)
    assert is_refused(browser.post(USED, {"answer": answer}))
    owner = client_of(alice)
    owner.get(f"{WAYS}passkeys/asked/")
    assert goes_to(owner.post(f"{WAYS}passkeys/", {"answer": answer})) == WAYS
    assert Passkey.objects.count() == 1


def test_a_key_made_for_another_person_or_with_a_sign_in_challenge_is_not_added(alice, bob):
    browser, other = client_of(alice), client_of(bob)
    answer = device().create(browser.get(f"{WAYS}passkeys/asked/").json())
    other.cookies["smartai_challenge"] = browser.cookies["smartai_challenge"].value
    other.post(f"{WAYS}passkeys/", {"answer": answer})
    browser.get(ASKED)
    browser.post(f"{WAYS}passkeys/", {"answer": answer})
    assert not Passkey.objects.exists()


def test_one_key_belongs_to_one_person(alice, bob, phone):
    added(bob, phone)
    assert Passkey.objects.get().person == alice


def test_it_is_named_and_removed_and_then_signs_nobody_in(alice, phone):
    browser, passkey = client_of(alice), Passkey.objects.get()
    browser.post(f"{WAYS}passkeys/{passkey.pk}/", {"name": "  My\nlaptop "})
    assert "<bdi>My laptop</bdi>" in browser.get(WAYS).content.decode()
    browser.post(f"{WAYS}passkeys/{passkey.pk}/remove/")
    assert not Passkey.objects.exists()
    Session.objects.all().delete()
    assert is_refused(used(phone))
    kinds = list(StoredEvent.objects.filter(kind__contains="passkey").values_list("kind", flat=True))
    assert sorted(kinds) == ["people.passkey_added", "people.passkey_removed", "people.passkey_renamed"]


def test_nobody_touches_anothers_passkey(alice, bob, phone):
    pk, browser = Passkey.objects.get().pk, client_of(bob)
    assert browser.post(f"{WAYS}passkeys/{pk}/", {"name": "Mine"}).status_code == 404
    assert browser.post(f"{WAYS}passkeys/{pk}/remove/").status_code == 404
    assert Passkey.objects.get().name == "Phone"


def test_switched_off_for_customers_it_signs_in_the_team_alone(alice, anton, phone):
    choose("sign_in", passkeys=False)
    assert is_refused(used(phone))
    assert "Add a passkey" not in client_of(alice).get(WAYS).content.decode()
    Session.objects.all().delete()
    work = device()
    added(anton, work)
    assert goes_to(used(work, place="/desk/")) == "/desk/"


def test_whoever_was_let_in_no_more_stays_out(alice, olga, phone):
    deactivate_person(alice, by=olga)
    assert is_refused(used(phone))


def test_at_a_bare_address_there_are_none(alice, settings):
    settings.BASE_URL = "http://192.0.2.7:8000"
    assert "data-passkey=" not in Client().get(SIGN_IN).content.decode()
    assert Client().get(ASKED).status_code == 404
    assert "data-passkey=" not in client_of(alice).get(WAYS).content.decode()
