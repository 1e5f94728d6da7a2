"""Ctrl+K: everything at the desk by its name, with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, Visit, sign_in_to_desk
from tests.journeys.test_accessibility import Findings
from tests.journeys.test_search import wait_for_the_worker

pytestmark = pytest.mark.journey
TICKET = "Export stops at row 10,000"


def palette_of(page: Page) -> tuple[Locator, Locator]:
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Type a command, a name, or #4182")
    expect(field).to_be_focused()
    return field, page.get_by_role("dialog", name="Commands").get_by_role("option")


def chosen(page: Page) -> Locator:
    return page.locator("#palette [aria-selected=true]")


def test_a_ticket_is_found_opened_and_worked_on_without_the_mouse(visit: Visit, site: Site) -> None:
    page = sign_in_to_desk(visit(), "olga")
    wait_for_the_worker(page, site)
    page.goto("/desk/views/open/")
    field, rows = palette_of(page)
    expect(rows.filter(has_text="Needs reply")).to_be_visible()
    expect(rows.filter(has_text="Your profile")).to_have_count(1)
    field.fill("export stops")
    expect(rows.filter(has_text=TICKET).first).to_be_visible()
    expect(chosen(page)).to_contain_text(TICKET)
    expect(field).to_have_attribute("aria-activedescendant", "palette-0")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1, name=TICKET)).to_be_visible()
    number = page.locator("[data-live-ticket]").get_attribute("data-live-ticket")

    field, rows = palette_of(page)
    field.fill("assign to me")
    expect(chosen(page)).to_contain_text("Assign to me")
    field.press("Enter")
    expect(page.locator('.side [data-live-part="properties"]')).to_contain_text("You")

    field, rows = palette_of(page)
    field.fill("note")
    expect(chosen(page)).to_have_text("NoteN")
    field.press("Enter")
    expect(page.locator("#body")).to_be_focused()
    expect(page.get_by_role("radio", name="Note")).to_be_checked()

    page.goto("/desk/")
    field, rows = palette_of(page)
    expect(chosen(page)).to_contain_text(TICKET)
    field.fill(f"#{number}")
    expect(rows.first).to_contain_text(TICKET)
    field.press("Escape")
    expect(field).not_to_be_visible()


def test_articles_people_saved_replies_and_settings_are_a_word_away(visit: Visit, site: Site) -> None:
    page = sign_in_to_desk(visit(), "olga")
    wait_for_the_worker(page, site)
    field, rows = palette_of(page)
    field.fill(">depart")
    expect(rows.first).to_have_text("Departments")
    expect(rows.get_by_text("Default department", exact=True)).to_be_visible()
    expect(rows.get_by_text("Departments", exact=True)).to_have_count(1)
    field.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Departments")).to_be_visible()
    field, rows = palette_of(page)
    field.fill("?export")
    expect(rows.first).to_be_visible()
    expect(page.get_by_role("group", name="Help articles")).to_be_visible()
    field.fill("@anton")
    expect(page.get_by_role("group", name="People")).to_be_visible()
    field.fill("zqxj")
    expect(page.locator("#palette [role=status]")).to_have_text("Nothing found")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_palette_keeps_nobody_out(visit: Visit, site: Site, direction: str) -> None:
    page = sign_in_to_desk(visit(), "olga")
    wait_for_the_worker(page, site)
    page.goto("/desk/views/open/")
    page.evaluate("direction => (document.dir = direction)", direction)
    page.keyboard.press("Control+k")
    page.locator("#palette input").fill("export")
    expect(page.locator("#palette mark").first).to_be_visible()
    findings = Findings(page)
    findings.look("the palette")
    assert findings.lines == []
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator("#palette").bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] <= 390


def test_without_a_script_there_is_the_search_alone(visit: Visit) -> None:
    page = sign_in_to_desk(visit(javascript=False), "olga")
    expect(page.locator("#palette")).not_to_be_visible()
    expect(page.locator("[data-palette]")).not_to_be_visible()
    expect(page.get_by_role("search").first).to_be_visible()
