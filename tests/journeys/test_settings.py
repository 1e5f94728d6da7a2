"""What an owner meets while making settings, in a browser."""

from __future__ import annotations

import pytest
from django.template.defaultfilters import floatformat
from playwright.sync_api import expect

from smartai.lib.colour import brand_colours
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


def test_the_button_that_comes_of_a_colour_is_the_one_that_the_server_makes(visit: Visit) -> None:
    """Also where white cannot be read on it, and where no screen shows what is darker."""
    page = sign_in_to_desk(visit(), "olga")
    page.goto("/desk/settings/choices/brand/")
    sample = page.locator("[data-sample]")
    for colour in ("#aa3366", "#056d79", "#ffff00", "#00ff00", "#FF0000", "#808080", "#0000ff", "#ffffff"):
        page.get_by_label("Colour", exact=True).fill(colour)
        ours = brand_colours(colour)
        expect(page.get_by_text(f"White on it: {floatformat(ours.button_ratio, 1)} to 1.")).to_be_visible()
        drawn = sample.evaluate("it => it.style.getPropertyValue('--accent')")
        assert (colour, drawn) == (colour, ours.light.accent)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("Colour", exact=True)).to_have_value("#056d79")


def test_the_first_steps_save_nothing_before_their_button_is_pressed(visit: Visit) -> None:
    """That page has no draft: what is typed there would hold at once."""
    page, sent = sign_in_to_desk(visit(), "olga"), []
    page.clock.install()
    page.goto("/desk/settings/start/look/")
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    page.get_by_label("Name", exact=True).fill("Elsewhere")
    page.clock.run_for(5_000)
    assert sent == []
