"""An article answers while a request is being written: it opens beside the form, which stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [390, 1440])
def test_an_article_answers_and_the_request_comes_back_when_it_did_not(visit: Visit, width: int) -> None:
    page = visit(width=width)
    page.goto("/support/")
    page.get_by_label("Message").fill("Only the first part is there.")
    page.get_by_label("Title").press_sequentially("Exprot stops at row 10,000", delay=5)
    if width < 760:
        page.get_by_role("button", name="may answer this").click()
        page.get_by_role("dialog").get_by_role("link", name="Exporting large reports").click()
    else:
        page.get_by_role("complementary").get_by_role("link", name="Exporting large reports").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading", name="Exporting large reports")).to_be_focused()
    sheet.get_by_role("button", name="Yes, close my request").click()
    expect(page.get_by_role("heading", name="Good that it is answered")).to_be_focused()
    expect(page.get_by_label("Title")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Title")).to_have_value("Exprot stops at row 10,000")
    expect(page.get_by_label("Message")).to_have_value("Only the first part is there.")


def test_escape_closes_the_article_and_leads_back_to_its_link(visit: Visit) -> None:
    page = visit(width=1440)
    page.goto("/support/")
    page.get_by_label("Title").press_sequentially("reading my invoice", delay=5)
    link = page.get_by_role("complementary").get_by_role("link", name="Reading your invoice")
    link.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()
