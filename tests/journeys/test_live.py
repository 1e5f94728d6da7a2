"""An open conversation follows what happens, across a restart of the server too: none lost, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PASSWORD, Site, sign_in_to_desk

pytestmark = pytest.mark.journey

BACK_WITHIN = 40_000
"""Milliseconds a page may take to come back after a restart; browsers ask again at growing distances."""


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """A server of one's own: the shared one is never stopped."""
    served = Site(tmp_path / "data")
    served.start()
    yield served
    served.stop()


def page_of(browser: Browser, site: Site) -> Page:
    page = browser.new_context(base_url=site.url, locale="en-GB").new_page()
    page.set_default_timeout(15_000)
    return page


def answer(agent: Page, words: str) -> None:
    agent.get_by_label("Text").fill(words)
    agent.get_by_role("button", name="Send and wait").click()
    expect(agent.locator("main").get_by_text(words)).to_have_count(1)


def test_answers_appear_in_an_open_conversation_before_and_after_a_restart(
    browser: Browser, own_site: Site
) -> None:
    jonas, anton = page_of(browser, own_site), page_of(browser, own_site)
    jonas.goto("/support/sign-in/")
    jonas.get_by_label("E-mail").fill("jonas@lindqvist.example")
    jonas.get_by_label("Password").fill(PASSWORD)
    jonas.get_by_role("button", name="Sign in", exact=True).click()
    jonas.wait_for_url("**/support/requests/")
    jonas.get_by_role("link", name="Export stops at row 10,000").click()
    number = re.search(r"requests/(\d+)/", jonas.url)
    assert number
    jonas.get_by_placeholder("Write a reply").fill("Half a thought")
    jonas.evaluate("window.loadedOnce = true")

    sign_in_to_desk(anton, "anton")
    anton.goto(f"/desk/tickets/{number[1]}/")
    before, after = f"Before {uuid4().hex[:8]}", f"After {uuid4().hex[:8]}"
    answer(anton, before)
    expect(jonas.get_by_text(before)).to_have_count(1)

    own_site.stop()
    own_site.start()
    anton.goto(f"/desk/tickets/{number[1]}/")
    answer(anton, after)
    expect(jonas.get_by_text(after)).to_have_count(1, timeout=BACK_WITHIN)
    expect(jonas.get_by_text(before)).to_have_count(1)
    assert jonas.evaluate("window.loadedOnce"), "the page was loaded again"
    expect(jonas.get_by_placeholder("Write a reply")).to_have_value("Half a thought")
    for page in (jonas, anton):
        page.context.close()


def test_what_may_answer_comes_anew_when_the_customer_writes_again(browser: Browser, site: Site) -> None:
    jonas, anton = page_of(browser, site), page_of(browser, site)
    jonas.goto("/support/sign-in/")
    jonas.get_by_label("E-mail").fill("jonas@lindqvist.example")
    jonas.get_by_label("Password").fill(PASSWORD)
    jonas.get_by_role("button", name="Sign in", exact=True).click()
    jonas.wait_for_url("**/support/requests/")
    jonas.get_by_role("link", name="Export stops at row 10,000").click()
    number = re.search(r"requests/(\d+)/", jonas.url)
    assert number
    sign_in_to_desk(anton, "anton")
    anton.goto(f"/desk/tickets/{number[1]}/")
    offers = anton.locator('[data-live-part="articles"]')
    expect(offers.locator("button").first).to_be_attached()
    anton.evaluate("window.loadedOnce = true")
    before = offers.get_attribute("data-made-of")
    anton.mouse.move(0, 0)
    jonas.get_by_placeholder("Write a reply").fill("And how do I pay by bank transfer?")
    with anton.expect_response("**/articles/?part=beside"):
        jonas.get_by_role("button", name="Send", exact=True).click()
    expect(offers).not_to_have_attribute("data-made-of", before or "")
    expect(offers.locator("button").first).to_be_attached()
    assert anton.evaluate("window.loadedOnce"), "the page was loaded again"
