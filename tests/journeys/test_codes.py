"""Signing in with a code: by the link of its mail, and by typing it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, open_mail
from tests.journeys.test_accessibility import Findings

pytestmark = pytest.mark.journey

TYPED_AND_SENT_AGAIN = """(input, code) => {
    input.value = code;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    return input.form.dispatchEvent(new SubmitEvent('submit', {bubbles: true, cancelable: true}));
}"""
"""Types the code, and says whether the form could be sent again while it is on its way."""


def ask_for_code(page: Page) -> str:
    address = f"alice-{uuid4().hex[:8]}@lake.example"
    page.goto("/support/sign-in/")
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your e-mail")
    return address


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_mails_link_fills_the_code_in_and_one_press_signs_in(
    visit: Visit, site: Site, javascript: bool
) -> None:
    page = visit(width=390, javascript=javascript)
    address = ask_for_code(page)
    link = open_mail(page, site, address).locator("pre a[href*='/sign-in/link/']").get_attribute("href")
    assert link
    stranger = visit(width=390, javascript=javascript)
    found = Findings(stranger)
    stranger.goto(link)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Almost there")
    if javascript:
        found.look()
    page.goto(link)
    expect(page.get_by_label("Code")).to_have_value(re.compile(r"^\d{6}$"))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/support/requests/")
    assert found.lines == []


def test_the_sixth_digit_sends_the_code_once_also_for_who_presses_enter_after_it(
    visit: Visit, site: Site
) -> None:
    """A second try would be refused, because the first has used the code up."""
    page = visit()
    address = ask_for_code(page)
    mail = open_mail(visit(), site, address)
    code = re.search(r"^\d{6}$", mail.locator("pre").inner_text(), re.MULTILINE)
    assert code
    again = page.locator("[data-code]").evaluate(TYPED_AND_SENT_AGAIN, code[0])
    page.wait_for_url("**/support/requests/")
    assert again is False
