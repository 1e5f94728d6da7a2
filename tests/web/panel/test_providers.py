"""Signing in with an account elsewhere, against a provider on loopback that signs what it says."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from smartai.core.identities.actions import save_provider
from smartai.core.identities.models import ProviderIdentity, SignInProvider
from smartai.core.people.actions import deactivate_person
from smartai.foundation.accounts.models import Person, Role, Session
from smartai.foundation.openid import documents, microsoft
from tests.cast import DEMO, choose
from tests.openid_provider import CLIENT, SECRET, Account, Provider, provider_running
from tests.second_steps import with_second_step
from tests.stand_ins import hanging_up

pytestmark = pytest.mark.django_db(transaction=True)
SIGN_IN, DESK = "/support/sign-in/", "/desk/sign-in/"


@pytest.fixture
def there(_first_rows):
    with provider_running() as provider:
        yield provider


def offered(there: Provider, **changes) -> SignInProvider:
    values = {
        "name": "Lake ID", "issuer": there.issuer, "client_id": CLIENT, "secret": SECRET, "for_team": False,
        "for_customers": True, "creates": True, "domains": [], **changes,
    }  # fmt: skip
    return save_provider(None, by=DEMO, **values)


def goes_to(response) -> str:
    return str(response.headers.get("Location", response.status_code))


def set_out(provider: SignInProvider, place: str = "", browser: Client | None = None) -> tuple[Client, str]:
    browser = browser or Client()
    return browser, goes_to(browser.get(f"{SIGN_IN}with/{provider.pk}/", {"next": place} if place else {}))


def come_back(browser: Client, address: str):
    assert address.startswith(f"{settings.BASE_URL}{SIGN_IN}with/return/?")
    return browser.get(address.removeprefix(settings.BASE_URL))


def round_trip(there: Provider, provider: SignInProvider, place: str = ""):
    browser, address = set_out(provider, place)
    return come_back(browser, there.agree(address))


def sentence_of(browser: Client, response) -> str:
    assert goes_to(response).startswith((SIGN_IN, DESK))
    assert not Session.objects.exists()
    return browser.get(goes_to(response)).content.decode()


def test_a_known_customer_comes_in_by_a_verified_address_and_by_the_subject_from_then_on(there, alice):
    provider = offered(there)
    assert "Continue with <bdi>Lake ID</bdi>" in Client().get(SIGN_IN).content.decode()
    assert (
        goes_to(round_trip(there, provider, "/support/requests/?archived")) == "/support/requests/?archived"
    )
    assert Session.objects.get().person == alice
    there.account = Account("alice-1", "someone@else.example", False)
    round_trip(there, provider)
    assert set(Session.objects.values_list("person", flat=True)) == {alice.pk}
    identity = ProviderIdentity.objects.get()
    assert (identity.issuer, identity.subject, identity.person) == (there.issuer, "alice-1", alice)


def test_what_is_asked_has_state_nonce_and_a_challenge(there):
    _, address = set_out(offered(there))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{there.issuer}/authorize?tenant=1&")
    assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
    assert asked["code_challenge_method"] == "S256"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert "secret" not in address


def test_the_secret_stands_in_no_row_and_goes_out_as_the_provider_takes_it(there, alice):
    provider = offered(there)
    assert SECRET not in str(list(SignInProvider.objects.values()))
    round_trip(there, provider)
    _, form, authorization = next(asked for asked in there.asked if asked[0] == "/token")
    assert authorization.startswith("Basic ")
    assert "client_secret" not in form
    there.document_changes = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    documents.forget_documents()
    assert goes_to(round_trip(there, provider)) == "/support/requests/"
    assert there.asked[-1][0] in ("/token", "/keys")
    assert [form["client_secret"] for path, form, _ in there.asked if "client_secret" in form] == [SECRET]


def test_somebody_unknown_becomes_a_customer_where_the_owner_wants_that(there):
    there.account = Account("dora-1", "Dora@hill.example", True, "Dora Hill")
    browser, address = set_out(offered(there, creates=False, name="Closed"))
    assert "no account for you" in sentence_of(browser, come_back(browser, there.agree(address)))
    assert not Person.objects.filter(email="dora@hill.example").exists()
    SignInProvider.objects.update(creates=True)
    round_trip(there, SignInProvider.objects.get())
    dora = Person.objects.get(email="dora@hill.example")
    assert (dora.name, dora.role) == ("Dora Hill", Role.CUSTOMER)
    assert dora.addresses.get().proven_at
    assert Session.objects.get().person == dora


@pytest.mark.parametrize("verified", [False, None, "true", 1, "yes"])
def test_an_address_that_is_not_verified_leads_to_nobody(there, alice, verified):
    there.account = Account("mallory-1", "alice@lake.example", verified)
    browser, address = set_out(offered(there))
    assert "does not confirm" in sentence_of(browser, come_back(browser, there.agree(address)))
    assert not ProviderIdentity.objects.exists()


@pytest.mark.parametrize("owns", [True, "1", "true"])
def test_microsoft_says_by_a_claim_of_its_own_that_a_domain_is_its_directorys(
    there, alice, owns, monkeypatch
):
    there.account = Account("alice-1", alice.email, "")
    there.token_changes = {"xms_edov": owns}
    browser, address = set_out(provider := offered(there))
    assert "does not confirm" in sentence_of(browser, come_back(browser, there.agree(address)))
    monkeypatch.setattr(microsoft, "ISSUERS", (there.issuer,))
    assert goes_to(round_trip(there, provider)) == "/support/requests/"
    assert Session.objects.get().person == alice


@pytest.mark.parametrize(
    ("verified", "changes"),
    [
        ("", {}), ("", {"xms_edov": False}), ("", {"xms_edov": "0"}), ("", {"xms_edov": "false"}),
        ("", {"xms_edov": ["1"]}), (False, {"xms_edov": True}), ("true", {"xms_edov": True}),
    ],
)  # fmt: skip
def test_an_address_that_microsoft_does_not_confirm_leads_to_nobody(
    there, alice, verified, changes, monkeypatch
):
    monkeypatch.setattr(microsoft, "ISSUERS", (there.issuer,))
    there.account, there.token_changes = Account("mallory-1", alice.email, verified), changes
    browser, address = set_out(offered(there))
    assert "does not confirm" in sentence_of(browser, come_back(browser, there.agree(address)))


def test_what_microsoft_says_of_an_address_is_not_taken_for_another_one(there, alice, monkeypatch):
    monkeypatch.setattr(microsoft, "ISSUERS", (there.issuer,))
    there.only_userinfo = {"sub": "alice-1", "email": alice.email}
    there.token_changes = {"xms_edov": True}
    browser, address = set_out(offered(there))
    assert "does not confirm" in sentence_of(browser, come_back(browser, there.agree(address)))


@pytest.mark.parametrize(
    "email", ["ALICE@lake.example\u212a", "\uff41lice@lake.example", "alice@lake.example\x00", 7]
)
def test_an_address_that_only_looks_like_anothers_leads_to_nobody(there, alice, email):
    there.account = Account("mallory-1", email, True)
    browser, address = set_out(offered(there))
    sentence_of(browser, come_back(browser, there.agree(address)))
    assert not ProviderIdentity.objects.exists()


def test_a_successor_with_the_same_address_does_not_get_the_account(there, alice):
    provider = offered(there)
    round_trip(there, provider)
    Session.objects.all().delete()
    there.account = Account("alice-2", "alice@lake.example", True)
    browser, address = set_out(provider)
    assert "another account" in sentence_of(browser, come_back(browser, there.agree(address)))
    assert ProviderIdentity.objects.get().subject == "alice-1"


def test_a_provider_for_customers_lets_nobody_into_the_desk(there, anton, alice, olga):
    provider = offered(there)
    there.account = Account("anton-1", anton.email, True)
    browser, address = set_out(provider, "/desk/")
    assert "no account for you" in sentence_of(browser, come_back(browser, there.agree(address)))
    there.account = Account("alice-1", alice.email, True)
    round_trip(there, provider)
    Person.objects.filter(pk=alice.pk).update(role=Role.AGENT)
    Session.objects.all().delete()
    browser, address = set_out(provider, "/desk/")
    sentence_of(browser, come_back(browser, there.agree(address)))


def test_a_provider_for_the_team_lets_in_colleagues_and_nobody_else(there, anton, alice, olga):
    provider = offered(there, for_team=True, for_customers=False, creates=False)
    assert "Lake ID" not in Client().get(SIGN_IN).content.decode()
    assert "Lake ID" in Client().get(DESK).content.decode()
    for account in (Account("alice-1", alice.email, True), Account("dora-1", "dora@hill.example", True)):
        there.account = account
        browser, address = set_out(provider, "/desk/")
        assert "no account for you" in sentence_of(browser, come_back(browser, there.agree(address)))
    there.account = Account("anton-1", anton.email, True)
    assert goes_to(round_trip(there, provider, "/desk/")) == "/desk/"
    assert Person.objects.get(pk=anton.pk).role == Role.AGENT
    assert set(Person.objects.all()) == {anton, alice, olga}


def test_only_the_domains_that_the_owner_named_come_in_also_later(there, alice):
    provider = offered(there, domains=["lake.example"])
    round_trip(there, provider)
    Session.objects.all().delete()
    for account in (
        Account("carol-1", "carol@stone.example", True),
        Account("carol-2", "carol@sub.lake.example", True),
        Account("alice-1", "alice@stone.example", True),
        Account("alice-1", "alice@lake.example", False),
    ):
        there.account = account
        browser, address = set_out(provider)
        assert "not one of those" in sentence_of(browser, come_back(browser, there.agree(address)))


def test_whoever_was_let_in_no_more_stays_out(there, alice, olga):
    provider = offered(there)
    round_trip(there, provider)
    deactivate_person(alice, by=olga)
    browser, address = set_out(provider)
    sentence_of(browser, come_back(browser, there.agree(address)))


def test_the_second_step_is_asked_after_it(there, alice):
    with_second_step(alice)
    assert goes_to(round_trip(there, offered(there))) == f"{SIGN_IN}second-step/"
    assert not Session.objects.exists()


@pytest.mark.parametrize("lie", [{"nonce": "x" * 43}, {"aud": "somebody-else"}])
def test_a_token_for_somebody_else_signs_nobody_in(there, alice, lie):
    there.token_changes = lie
    browser, address = set_out(offered(there))
    assert "did not sign you in" in sentence_of(browser, come_back(browser, there.agree(address)))
    assert not ProviderIdentity.objects.exists()


def test_a_new_key_of_the_provider_is_looked_for_once_in_a_while(there, alice, monkeypatch):
    provider = offered(there)
    round_trip(there, provider)
    there.new_key(kind="ES256")
    Session.objects.all().delete()
    browser, address = set_out(provider)
    sentence_of(browser, come_back(browser, there.agree(address)))
    monkeypatch.setattr(documents, "NEW_KEYS_EVERY", -1.0)
    assert goes_to(round_trip(there, provider)) == "/support/requests/"
    looked = [path for path, _, _ in there.asked if path == "/keys"]
    assert len(looked) == 2


def test_an_address_that_only_userinfo_tells_counts_when_it_is_about_the_same_one(there, alice):
    provider = offered(there)
    there.only_userinfo = {"sub": "mallory-1", "email": alice.email, "email_verified": True}
    browser, address = set_out(provider)
    sentence_of(browser, come_back(browser, there.agree(address)))
    there.only_userinfo["sub"] = "alice-1"
    assert goes_to(round_trip(there, provider)) == "/support/requests/"


def test_an_answer_counts_once_and_in_the_browser_that_asked(there, alice):
    provider = offered(there)
    browser, address = set_out(provider)
    back = there.agree(address)
    sentence_of(other := Client(), come_back(other, back))
    kept = browser.cookies["smartai_provider"].value
    assert goes_to(come_back(browser, back)) == "/support/requests/"
    Session.objects.all().delete()
    browser.cookies["smartai_provider"] = kept
    assert "did not sign you in" in sentence_of(browser, come_back(browser, back))


@pytest.mark.parametrize(
    "came_with",
    [
        {"state": "x" * 43, "code": "c"}, {"code": "c"}, {"state": "STATE"},
        {"state": "STATE", "error": "access_denied"}, {"state": "STATE", "code": "c" * 5_000},
        {"state": "STATE", "code": "c", "iss": "https://evil.example"},
        {"state": "STATE", "code": "never given"}, {"state": "\udcff", "code": "c"},
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_signs_nobody_in(there, alice, came_with):
    browser, address = set_out(offered(there))
    state = parse_qs(urlsplit(address).query)["state"][0]
    sent = {
        name: value.replace("STATE", state).encode("utf-8", "replace") for name, value in came_with.items()
    }
    sentence_of(browser, browser.get(f"{SIGN_IN}with/return/", sent))


def test_an_answer_is_late_after_a_quarter_of_an_hour(there, alice, later):
    browser, address = set_out(offered(there))
    back = there.agree(address)
    later(minutes=16)
    assert "took too long" in sentence_of(browser, come_back(browser, back))


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_a_provider_that_is_broken_costs_one_sentence(there, alice, path):
    provider = offered(there)
    there.behaviour = {path: hanging_up}
    browser, address = set_out(provider)
    response = (
        browser.get(address) if address.startswith(SIGN_IN) else come_back(browser, there.agree(address))
    )
    page = response.content.decode() if response.status_code == 200 else sentence_of(browser, response)
    assert "Lake ID does not answer as it should." in page
    assert not ProviderIdentity.objects.exists()


def test_a_secret_that_another_installation_sealed_is_said_to_be_so(there, alice, settings):
    provider = offered(there)
    settings.SECRET_KEY = "another secret of the installation"
    assert set_out(provider)[1].startswith(SIGN_IN)


def test_switched_off_for_customers_it_is_neither_offered_nor_taken(there, alice):
    provider = offered(there)
    browser, address = set_out(provider)
    back = there.agree(address)
    choose("sign_in", providers=False)
    assert "Lake ID" not in Client().get(SIGN_IN).content.decode()
    assert set_out(provider)[1] == "404"
    sentence_of(browser, come_back(browser, back))
