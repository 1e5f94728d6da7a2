"""Signing in with a passkey, a second step and an account elsewhere, in a real browser.

By a name and not by an address: browsers make passkeys for names only.
"""

from __future__ import annotations

import re
import shutil
import socket
import tempfile
import time
from base64 import b32decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from smartai.lib.totp import code_at, step_of
from tests.journeys.conftest import PASSWORD, Site, Visit
from tests.openid_provider import CLIENT, SECRET, Account, provider_running

pytestmark = pytest.mark.journey
WAYS = "/support/profile/ways/"


class NamedSite(Site):
    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="smartai-journeys-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = NamedSite(folder / "data", port=port, more={"SMARTAI_BASE_URL": f"http://localhost:{port}"})
    try:
        served.start()
        yield served
    finally:
        served.stop()
        shutil.rmtree(folder, ignore_errors=True)


def sign_in(page: Page, address: str, door: str) -> None:
    page.goto(door)
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_then_signs_in_without_an_address(visit: Visit) -> None:
    page = visit()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    sign_in(page, "jonas@lindqvist.example", "/support/sign-in/")
    page.wait_for_url("**/support/requests/")
    page.goto(WAYS)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey signs you in from now on.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/support/requests/")  # offered in the field of the address, and taken there at once
    page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/support/requests/")
    page.goto(WAYS)
    expect(page.get_by_text("last used")).to_be_visible()


def test_a_second_step_is_set_up_and_asked_from_then_on(visit: Visit) -> None:
    page = visit(width=390)
    sign_in(page, "mia@northwind.example", "/desk/sign-in/")
    page.wait_for_url("**/desk/")
    page.goto("/desk/profile/")
    page.get_by_role("link", name="Look at them").click()
    page.get_by_role("link", name="Set it up").click()
    secret = b32decode(page.locator("code.secret").inner_text().replace(" ", ""))
    page.get_by_label("Code of your app").fill(code_at(secret, step_of(time.time()) - 1))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left")).to_be_visible()
    other = visit()
    sign_in(other, "mia@northwind.example", "/desk/sign-in/")
    other.wait_for_url("**/second-step/")
    other.get_by_label("Code of your app").fill(code_at(secret, step_of(time.time())))
    other.get_by_role("button", name="Sign in").click()
    other.wait_for_url("**/desk/")


def test_an_account_elsewhere_signs_in_and_leads_back(visit: Visit) -> None:
    with provider_running() as provider:
        page = visit()
        sign_in(page, "olga@northwind.example", "/desk/sign-in/")
        page.wait_for_url("**/desk/")
        page.goto("/desk/settings/providers/")
        for label, text in (("Name", "Lake ID"), ("Issuer", provider.issuer), ("Client ID", CLIENT)):
            page.get_by_label(re.compile(f"^{label}")).fill(text)
        page.get_by_label(re.compile("^Client secret")).fill(SECRET)
        page.get_by_label(re.compile("^For customers")).check()
        page.get_by_label(re.compile("^Unknown customers too")).check()
        page.get_by_role("button", name="Add the provider").click()
        expect(page.get_by_text("Saved. The provider answers.")).to_be_visible()
        provider.account = Account("dora-1", "dora@hill.example", True, "Dora Hill")
        customer = visit()
        customer.goto("/support/sign-in/?next=/support/profile/")
        customer.get_by_role("link", name="Continue with Lake ID").click()
        customer.wait_for_url("**/support/profile/")
        expect(customer.get_by_label(re.compile("name", re.IGNORECASE)).first).to_have_value("Dora Hill")
