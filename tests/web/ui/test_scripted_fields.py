"""What scripts do for single fields: errors, codes, files, and saving as one types."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page, expect

from tests.web.ui import pages

pytestmark = pytest.mark.journey


def test_an_error_goes_with_its_line_in_the_summary_once_the_field_is_filled(page: Page) -> None:
    page.goto("/wrong/")
    title, message = page.get_by_label("Title"), page.get_by_label("Message")
    summary = page.get_by_role("alert")
    title.fill(" ")
    expect(title).to_have_attribute("aria-invalid", "true")
    title.fill("Export")
    expect(title).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_title_error")).to_have_count(0)
    expect(summary.get_by_role("listitem")).to_have_count(2)
    message.fill("It stops.")
    expect(message).to_have_accessible_description("What happened")
    page.get_by_label("Prices").check()
    expect(page.locator("[aria-invalid], .error")).to_have_count(0)
    expect(summary).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_a_file_that_is_added_looks_like_one_that_came_back_with_the_form(language: str, page: Page) -> None:
    sizes = (1, 2560, 421_888, 1_048_000, 2_359_296, 3_250_586)
    page.goto(f"/files/?language={language}&" + "&".join(f"size={size}" for size in sizes))
    added = [{"name": f"orders-{size}.csv", "mimeType": "text/csv", "buffer": b"x" * size} for size in sizes]
    page.locator("input[type=file]").set_input_files(added)  # type: ignore[arg-type]
    expect(page.locator("[name=uploads][type=hidden]")).to_have_count(len(sizes))
    parts = (".thumb", ".words", "[data-remove]")
    shown = [
        [row.locator(part).evaluate("part => part.outerHTML") for part in parts]
        for row in page.locator(".file").all()
    ]
    assert shown[len(sizes) :] == shown[: len(sizes)]


def test_a_picture_shows_itself_and_what_only_says_so_a_drawing(page: Page) -> None:
    page.goto("/files/?language=en")
    pixel = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")
    added = [
        {"name": "real.gif", "mimeType": "image/gif", "buffer": pixel},
        {"name": "false.png", "mimeType": "image/png", "buffer": b"no picture"},
    ]
    page.locator("input[type=file]").set_input_files(added)  # type: ignore[arg-type]
    expect(page.locator("[name=uploads]")).to_have_count(2)
    expect(page.locator(".file", has_text="real.gif").locator(".thumb > *")).to_have_js_property("alt", "")
    expect(page.locator(".file", has_text="false.png").locator(".thumb > svg")).to_be_visible()


@pytest.mark.parametrize(
    "pasted", [" 482 017 ", "Code: ٤٨٢-٠١٧", "۴۸۲۰۱۷", "４８２０１７", "४८२०१७", "𝟒𝟖𝟐𝟎𝟏𝟕"]
)
def test_a_pasted_code_is_cleaned_and_sent_with_its_sixth_digit(pasted: str, page: Page) -> None:
    page.goto("/code/")
    page.get_by_label("Code").focus()
    page.keyboard.insert_text(pasted)
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert pages.received[0]["code"] == ["482017"]


def test_a_button_that_must_wait_counts_down_and_then_works(page: Page) -> None:
    page.clock.install()
    page.goto("/code/")
    expect(page.get_by_role("button", name="Send again in 0:24")).to_be_disabled()
    page.clock.run_for(15_000)
    expect(page.get_by_role("button", name="Send again in 0:09")).to_be_disabled()
    page.clock.run_for(9_000)
    expect(page.get_by_role("button", name="Send again", exact=True)).to_be_enabled()


def test_a_field_is_saved_when_it_is_left_and_after_a_pause(page: Page) -> None:
    page.clock.install()
    page.goto("/profile/")
    name, company = page.get_by_label("Name"), page.get_by_label("Company")
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    name.fill("Alice Sea")
    assert pages.received == []
    page.clock.run_for(2_000)
    expect(page.locator(".field", has=name).get_by_text("Saved.")).to_be_visible()
    company.fill("Lake Trading")
    company.blur()
    expect(page.locator(".field", has=company).get_by_text("Saved.")).to_be_visible()
    name.focus()
    name.blur()
    assert pages.received == [{"name": ["Alice Sea"]}, {"company": ["Lake Trading"]}]


def test_a_field_that_can_not_be_saved_says_why_and_the_others_are_saved(page: Page) -> None:
    page.goto("/profile/")
    name, company = page.get_by_label("Name"), page.get_by_label("Company")
    name.fill(pages.WRONG_NAME)
    company.fill("Lake Trading")
    company.blur()
    expect(page.locator(".field", has=company).get_by_text("Saved.")).to_be_visible()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("Write another name.")
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    name.fill("Alice Sea")
    expect(name).to_have_accessible_description("")
    name.blur()
    expect(page.locator(".field", has=name).get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    assert pages.received == [{"company": ["Lake Trading"]}, {"name": ["Alice Sea"]}]


def test_without_a_connection_the_button_is_there_and_sends_everything(page: Page) -> None:
    page.goto("/profile/")
    page.route("**/profile/fields/", lambda route: route.abort())
    page.get_by_label("Name").fill("Alice Sea")
    page.get_by_label("Company").focus()
    expect(page.locator(".error")).to_have_text("Not saved: we could not be reached.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert pages.received[0]["name"] == ["Alice Sea"]


def test_what_was_just_typed_is_saved_when_the_page_is_left(page: Page) -> None:
    page.goto("/profile/")
    pages.saved.clear()
    page.get_by_label("Name").fill("Alice Sea")
    page.goto("/form/")
    assert pages.saved.wait(10)
    assert pages.received == [{"name": ["Alice Sea"]}]


def test_a_new_look_is_shown_at_once_and_a_new_language_by_a_link(page: Page) -> None:
    page.goto("/profile/")
    page.get_by_label("Appearance").select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_label("Language").select_option("de")
    expect(page.get_by_role("link", name="Neu laden")).to_have_attribute("href", "/profile/")
