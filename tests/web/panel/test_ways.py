"""Which ways to sign in are offered, for each panel, and that one is always left."""

from __future__ import annotations

import pytest
from django.test import Client
from pydantic import ValidationError

from smartai.core.identities.models import SignInProvider
from smartai.core.people.actions import change_password
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.foundation.accounts.models import Session, SignInCode
from tests.cast import choose, client_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_no_check")]
SIGN_IN = "/support/sign-in/"
WORDS = "correct horse battery"
CODE, PASSWORD, PROVIDER, PASSKEY = "Send me a code", 'name="password"', "Continue with", "data-passkey="


@pytest.fixture
def _no_check(_first_rows, settings):
    settings.BASE_URL = "https://desk.northwind.example"
    choose("protection", check="off")


@pytest.fixture
def provider(_first_rows) -> SignInProvider:
    return SignInProvider.objects.create(
        name="Id", issuer="https://id.example", client_id="us", for_customers=True, for_team=True
    )


def offered(headers: dict[str, str] | None = None, door: str = SIGN_IN) -> set[str]:
    page = Client().get(door, headers=headers or {}).content.decode()
    return {mark for mark in (CODE, PASSWORD, PROVIDER, PASSKEY) if mark in page}


@pytest.mark.parametrize(
    ("choice", "mark"),
    [("codes", CODE), ("passwords", PASSWORD), ("passkeys", PASSKEY), ("providers", PROVIDER)],
)
def test_what_is_switched_off_is_not_offered_to_customers_and_the_team_keeps_it(choice, mark, provider, olga):
    assert offered() == {CODE, PASSWORD, PASSKEY, PROVIDER}
    choose("sign_in", **{choice: False})
    assert offered() == {CODE, PASSWORD, PASSKEY, PROVIDER} - {mark}
    assert offered(door="/desk/sign-in/") == {CODE, PASSWORD, PASSKEY, PROVIDER}


def test_a_code_is_not_sent_where_none_is_offered(alice):
    choose("sign_in", codes=False)
    for sent in ({"address": alice.email}, {"address": alice.email, "password": "x", "way": "code"}):
        assert Client().post(SIGN_IN, sent).status_code == 422
    assert not SignInCode.objects.exists()
    change_password(alice, WORDS, by=alice)
    assert Client().post(SIGN_IN, {"address": alice.email, "password": WORDS}).status_code == 302


def test_one_way_stays_possible(provider):
    with pytest.raises(ValidationError):
        choose("sign_in", codes=False, passwords=False, providers=False)
    choose("sign_in", codes=False, passwords=False, passkeys=False)
    assert offered() == {PROVIDER}
    provider.delete()
    assert offered() == {CODE}


def test_the_settings_say_what_is_missing(olga):
    answer = client_of(olga).post(
        "/desk/settings/choices/sign_in/", {"policy": "code", "first_page": "sign-in"}
    )
    assert answer.status_code == 422
    assert "Leave codes, passwords or providers on" in answer.content.decode()


def test_without_codes_registration_asks_for_a_password_and_without_both_there_is_none(provider):
    choose("sign_in", codes=False)
    assert 'name="password"' in Client().get("/support/register/").content.decode()
    choose("sign_in", passwords=False)
    assert "/support/register/" not in Client().get(SIGN_IN).content.decode()
    assert Client().get("/support/register/").status_code == 302


@pytest.fixture
def shop(olga) -> dict[str, str]:
    site = "https://shop.example"
    panel = change_panel(create_panel("Shop", by=olga), by=olga, name="Shop", origins=[site], active=True)
    change_panel_choices(panel, "sign_in", {"passwords": False}, by=olga)
    return {"Smartai-Panel": panel.key, "Smartai-Host": site}


def test_a_panel_decides_its_ways_and_inside_another_site_only_what_works_there_is_offered(shop, provider):
    assert offered() == {CODE, PASSWORD, PASSKEY, PROVIDER}
    assert offered(shop) == {CODE}
    for path in (f"{SIGN_IN}with/{provider.pk}/", f"{SIGN_IN}passkey/asked/", f"{SIGN_IN}with/return/"):
        assert "Smartai-Session" not in Client().get(path, headers=shop).headers
    assert Client().get(f"{SIGN_IN}with/{provider.pk}/", headers=shop).status_code == 404
    assert Client().get(f"{SIGN_IN}passkey/asked/", headers=shop).status_code == 404


def test_where_nothing_works_inside_the_frame_leads_to_our_own_page(shop, provider):
    choose("sign_in", codes=False, passwords=False)
    page = Client().get(SIGN_IN, headers=shop).content.decode()
    assert offered(shop) == set()
    assert 'href="https://desk.northwind.example/support/sign-in/" target="_blank"' in page


def test_ones_own_page_names_what_there_is(alice):
    page = client_of(alice).get("/support/profile/ways/").content.decode()
    assert "Set it up" in page
    assert "Add a passkey" in page
    assert "Accounts elsewhere" not in page


def test_a_hidden_profile_hides_it_from_customers_and_not_from_the_team(alice, anton):
    choose("panel", show_profile=False)
    assert client_of(alice).get("/support/profile/ways/").status_code == 404
    assert client_of(anton).get("/support/profile/ways/").status_code == 200


def test_an_account_elsewhere_is_taken_off(alice, provider):
    account = alice.provider_identities.create(issuer=provider.issuer, subject="a")
    browser = client_of(alice)
    assert "Accounts elsewhere" in browser.get("/support/profile/ways/").content.decode()
    browser.post(f"/support/profile/ways/accounts/{account.pk}/remove/")
    assert not alice.provider_identities.exists()
    assert Session.objects.exists()
