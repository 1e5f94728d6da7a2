"""What help does not answer becomes an article, and what it answers is counted as it was."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, sign_in_to_desk

pytestmark = pytest.mark.journey


def opened_article(page: Page) -> Page:
    """Somebody writes, and reads the article that may answer it."""
    page.goto("/support/")
    page.get_by_label("Message").fill("Only the first part is there.")
    page.get_by_label("Title").press_sequentially("Export stops at row 10,000", delay=5)
    with page.expect_response(lambda answer: answer.url.endswith("/opened/")):
        page.get_by_role("complementary").get_by_role("link", name="Exporting large reports").click()
    return page


def figures_of(page: Page) -> dict[str, int]:
    """The newest week of the figures, by the names of their columns."""
    page.goto("/desk/settings/figures/")
    table = page.get_by_role("table").first
    names = table.locator("thead th").all_inner_texts()
    counts = table.locator("tbody tr").first.locator("th, td").all_inner_texts()
    return {name: int(count) for name, count in zip(names[1:], counts[1:], strict=True)}


def test_a_search_without_an_answer_becomes_an_article_that_is_found(visit: Visit, site: Site) -> None:
    word = f"zeppelin{uuid4().hex[:8].translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    customer, agent = visit(), sign_in_to_desk(visit(), "mia")
    customer.goto("/help/")
    customer.get_by_role("searchbox").or_(customer.get_by_label("Search articles")).first.fill(word)
    with customer.expect_response(lambda answer: answer.url.endswith("/unanswered/")):
        customer.keyboard.press("Enter")
    expect(customer.get_by_text(f"Nothing for “{word}”")).to_be_visible()
    agent.goto("/desk/settings/asked/")
    row = agent.get_by_role("listitem").filter(has_text=word)
    expect(row.get_by_text("Asked once")).to_be_visible()
    row.get_by_role("button", name="Write this article").click()
    expect(agent.get_by_label("Title")).to_have_value(word)
    draft = agent.url
    agent.goto("/desk/settings/asked/")
    expect(row.get_by_text("Being written:")).to_be_visible()
    row.get_by_role("button", name="Go on writing").click()
    agent.wait_for_url(draft)
    agent.get_by_role("textbox", name="Text", exact=True).fill("It is filled with helium.")
    agent.get_by_label("Status").select_option(label="Published")
    agent.get_by_role("button", name="Save", exact=True).click()
    agent.goto("/desk/settings/asked/")
    expect(row).to_have_count(0)
    agent.get_by_role("link", name="Answered by an article").click()
    expect(row).to_be_visible()
    another = visit()  # a browser keeps the page that found nothing for a minute
    another.goto(f"/help/?q={word}")
    expect(another.get_by_role("main").get_by_role("link", name=word)).to_be_visible()


def test_not_for_us_is_undone_from_where_it_was_said(visit: Visit) -> None:
    word = f"dirigible{uuid4().hex[:8].translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    customer, agent = visit(), sign_in_to_desk(visit(), "mia")
    with customer.expect_response(lambda answer: answer.url.endswith("/unanswered/")):
        customer.goto(f"/help/?q={word}")
    agent.goto("/desk/settings/asked/")
    row = agent.get_by_role("listitem").filter(has_text=word)
    row.get_by_role("button", name="Not for us").click()
    expect(row).to_have_count(0)
    agent.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()


def test_a_yes_that_is_undone_is_none(visit: Visit) -> None:
    agent = sign_in_to_desk(visit(), "mia")
    before = figures_of(agent)
    customer = opened_article(visit())
    with customer.expect_response(lambda answer: answer.url.endswith("/answered/")):
        customer.get_by_role("button", name="Yes, close my request").click()
    said = figures_of(agent)
    assert {name: said[name] - before[name] for name in ("Shown", "Opened", "Answered")} == {
        "Shown": 1, "Opened": 1, "Answered": 1,
    }  # fmt: skip
    with customer.expect_response(lambda answer: answer.url.endswith("/answered/end/")):
        customer.get_by_role("button", name="Undo").click()
    undone = figures_of(agent)
    assert undone["Answered"] == before["Answered"]
    assert undone["Taken back"] == before["Taken back"] + 1
    customer.reload()
    with customer.expect_response(lambda answer: answer.url.endswith("/suggestions/")):
        customer.get_by_label("Title").press_sequentially(" again", delay=5)
    assert figures_of(agent)["Shown"] == undone["Shown"], "the same writing counts once"


def test_a_request_after_a_yes_says_that_it_was_not_spared(visit: Visit, site: Site) -> None:
    agent = sign_in_to_desk(visit(), "mia")
    before = figures_of(agent)
    customer = opened_article(visit())
    with customer.expect_response(lambda answer: answer.url.endswith("/answered/")):
        customer.get_by_role("button", name="Yes, close my request").click()
    customer.goto("/support/")
    customer.get_by_label("Your name").press_sequentially("Zoe Stone", delay=25)
    customer.get_by_label("Your e-mail").press_sequentially(f"zoe-{uuid4().hex[:8]}@stone.example", delay=25)
    customer.get_by_label("Title").press_sequentially("It is about something else", delay=25)
    customer.get_by_label("Message").press_sequentially("And nobody knows what.", delay=25)
    customer.get_by_role("button", name="Send request").click()
    expect(customer.get_by_role("heading", level=1)).to_have_text("It is about something else")
    site.wait_until(lambda: figures_of(agent)["Came anyway"] == before["Came anyway"] + 1)
    assert figures_of(agent)["Spared"] == before["Spared"]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_says_what_was_missing_and_goes_on_to_a_request(visit: Visit, javascript: bool) -> None:
    words = f"The button is gone {uuid4().hex[:6]}"
    reader = visit(javascript=javascript)
    reader.goto("/help/?q=exporting+large+reports")  # the first page names what is read most just now
    reader.get_by_role("main").get_by_role("link", name="Exporting large reports").first.click()
    article = reader.url
    reader.get_by_role("button", name="No", exact=True).click()
    expect(reader.get_by_role("heading", name="What was missing?")).to_be_visible()
    assert (reader.url == article) is javascript
    reader.get_by_label("In a few words").fill(words)
    reader.get_by_role("button", name="Write to us").click()
    expect(reader.get_by_label("Title")).to_have_value("Exporting large reports")
    expect(reader.get_by_label("Message")).to_have_value(words)
    agent = sign_in_to_desk(visit(), "mia")
    agent.goto("/desk/settings/figures/")
    agent.get_by_role("link", name="Exporting large reports").click()
    expect(agent.get_by_text(words)).to_be_visible()


def test_a_reader_who_was_helped_is_thanked_in_place_and_may_change_their_mind(visit: Visit) -> None:
    reader = visit(width=390)
    reader.goto("/help/?q=exporting+large+reports")  # the first page names what is read most just now
    reader.get_by_role("main").get_by_role("link", name="Exporting large reports").first.click()
    reader.get_by_role("button", name="Yes", exact=True).click()
    expect(reader.get_by_role("heading", name="Thank you. Good that it helped.")).to_be_focused()
    reader.get_by_role("button", name="It did not answer it after all").click()
    reader.get_by_role("button", name="Send", exact=True).click()
    expect(reader.get_by_role("heading", name="What was missing?")).to_be_focused()
    reader.get_by_label("In a few words").fill("A picture of the button")
    reader.get_by_role("button", name="Send", exact=True).click()
    expect(
        reader.get_by_role("heading", name="Thank you. Whoever writes our articles reads this.")
    ).to_be_focused()
