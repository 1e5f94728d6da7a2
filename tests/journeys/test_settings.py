"""What an owner meets while making settings, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit, sign_in_to_desk

pytestmark = pytest.mark.journey


def test_a_choice_is_found_by_another_word_and_stands_marked_in_sight(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    page.goto("/desk/settings/choices/brand/")
    page.get_by_role("searchbox", name="Search settings").fill("captcha")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Robot check").click()
    page.wait_for_url("**/choices/protection/#id_check")
    choice = page.locator(".settings .field:has(:target)")
    expect(choice.get_by_label("Robot check")).to_be_in_viewport()
    page.goto("/desk/")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Type a command, a name, or #4182").fill(">hcaptcha site")
    row = page.get_by_role("dialog", name="Commands").get_by_role("option", name="hCaptcha: site key")
    expect(row).to_be_visible()
    row.click()
    expect(page.get_by_label("hCaptcha: site key")).to_be_in_viewport()  # though another check is chosen


def test_a_new_field_asks_for_options_only_when_its_kind_has_some(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    page.goto("/desk/settings/fields/new/")
    expect(page.get_by_label("Options")).to_be_hidden()
    page.get_by_label("Kind").select_option(label="Several choices")
    expect(page.get_by_label("Options")).to_be_visible()
    page.get_by_label("Kind").select_option(label="Date")
    expect(page.get_by_label("Options")).to_be_hidden()
