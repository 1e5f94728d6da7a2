"""An agent answers with an article, and makes an article of a ticket."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, sign_in_to_desk

pytestmark = pytest.mark.journey


def open_ticket(page: Page, title: str) -> None:
    page.goto("/desk/views/open/")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_an_article_that_may_answer_is_put_into_the_answer(visit: Visit) -> None:
    page = sign_in_to_desk(visit(width=1440), "mia")
    open_ticket(page, "Invoice needs a different VAT number")
    beside = page.get_by_role("complementary", name="Details")
    expect(beside.get_by_role("link", name="Changing the VAT number")).to_be_visible()
    expect(beside.get_by_text("Same words:").first).to_be_visible()
    text = page.get_by_label("Text", exact=True)
    text.fill("Hello Hannah, here is how:")
    beside.get_by_role("button", name="Insert text").first.click()
    expect(text).to_have_value(
        re.compile(r"^Hello Hannah, here is how:\n\nOpen Settings, Billing, Company\.")
    )
    text.press("Control+z")
    expect(text).to_have_value("Hello Hannah, here is how:")
    beside.get_by_role("button", name="Insert link").first.click()
    expect(text).to_have_value(
        re.compile(r"how: \[Changing the VAT number\]\(http://\S+/help/changing-the-vat-number/\)$")
    )
    page.get_by_role("button", name="Send and wait").click()
    answer = page.get_by_role("list").get_by_role("link", name="Changing the VAT number")
    expect(answer.last).to_have_attribute("href", re.compile("/help/changing-the-vat-number/$"))


def test_two_question_marks_look_for_an_article_and_enter_inserts_its_link(visit: Visit) -> None:
    page = sign_in_to_desk(visit(width=1440), "mia")
    open_ticket(page, "Second administrator")
    text = page.get_by_label("Text", exact=True)
    text.click()
    page.keyboard.type("Really?? Please see ??")
    search = page.get_by_role("combobox", name="Search articles")
    expect(search).to_be_focused()
    page.keyboard.type("invoi")
    found = page.get_by_role("option")
    expect(found.first).to_have_attribute("aria-selected", "true")
    expect(found.filter(has_text="Reading your invoice")).to_be_visible()
    while found.filter(has_text="Reading your invoice").get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(text).to_have_value(
        re.compile(
            r"^Really\?\? Please see \[Reading your invoice\]\(http://\S+/help/reading-your-invoice/\)$"
        )
    )
    page.get_by_role("button", name="Insert an article").press("Enter")
    expect(search).to_be_focused()
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()


def test_an_article_is_made_of_a_ticket_with_its_conversation_beside(visit: Visit) -> None:
    page = sign_in_to_desk(visit(width=1440), "mia")
    open_ticket(page, "Currency on the invoice")
    page.get_by_role("link", name="Make an article of this").click()
    expect(page.get_by_label("Title")).to_have_value("Currency on the invoice")
    conversation = page.get_by_role("complementary", name="The conversation")
    conversation.get_by_role("button", name="Insert into the article").first.click()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    open_ticket(page, "Currency on the invoice")
    beside = page.get_by_role("complementary", name="Details")
    beside.get_by_text("Made of this ticket:").locator("..").get_by_role("link").click()
    expect(page.get_by_text("Made of ticket #")).to_be_visible()


def test_a_saved_reply_is_put_into_the_answer_with_the_names_filled_in(visit: Visit) -> None:
    page = sign_in_to_desk(visit(width=1440), "mia")
    open_ticket(page, "Invoice needs a different VAT number")
    text = page.get_by_label("Text", exact=True)
    text.press_sequentially("and/or\n/")
    search = page.get_by_role("combobox", name="Search saved replies")
    expect(search).to_be_focused()
    search.press_sequentially("screenshot")
    found = page.get_by_role("listbox", name="Saved replies").get_by_role("option")
    expect(found).to_have_count(1)
    page.keyboard.press("Enter")
    expect(text).to_have_value(re.compile(r"^and/or\nHi Hannah [^{}]+\n\ncould you send us a screenshot"))
    expect(text).to_be_focused()
