"""An agent finds a ticket by words as they are typed, and goes through the results with the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, sign_in_to_desk

pytestmark = pytest.mark.journey


def wait_for_the_worker(page: Page, site: Site) -> None:
    """It files the words of the demo's tickets soon after the start."""
    marked = page.locator(".found mark")
    site.wait_until(lambda: page.goto("/desk/search/?q=row+export") and marked.count())


def test_results_come_while_typing_and_the_arrows_lead_through_them(visit: Visit, site: Site) -> None:
    page = sign_in_to_desk(visit(), "olga")
    wait_for_the_worker(page, site)
    page.goto("/desk/")
    page.keyboard.press("/")
    page.keyboard.type("invoice")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/search/?q=invoice")
    field = page.get_by_label("Search tickets, people and articles")
    field.fill("export stops")
    row = page.get_by_role("link", name="Export stops at row 10,000")
    expect(row.first).to_be_visible()
    expect(page.locator(".found mark").first).to_have_text("Export")
    page.wait_for_url("**/desk/search/?q=export+stops")
    field.press("ArrowDown")
    expect(row.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Export stops at row 10,000")).to_be_visible()
    expect(page.locator(".list.pane .ticket[aria-current]")).to_contain_text("Export stops")


def test_a_mistyped_word_leads_to_the_one_that_was_meant_without_a_script(visit: Visit, site: Site) -> None:
    page = sign_in_to_desk(visit(width=390, javascript=False), "olga")
    wait_for_the_worker(page, site)
    page.goto("/desk/search/")
    page.get_by_label("Search tickets, people and articles").fill("exprot")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="export", exact=True).click()
    expect(page.get_by_role("link", name="Export stops at row 10,000").first).to_be_visible()


def test_all_that_was_found_stands_on_the_page_itself(visit: Visit, site: Site) -> None:
    page = sign_in_to_desk(visit(), "olga")
    found = page.locator(".found").first
    rows = found.get_by_role("listitem")
    site.wait_until(lambda: page.goto("/desk/search/?q=the") and rows.count() > 9)
    assert found.evaluate("list => list.scrollHeight - list.clientHeight") <= 1
