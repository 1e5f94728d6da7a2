"""Reading help: finding while typing, without scripts, copying from an article, on paper, and asking us."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
ARTICLE = "/help/exporting-large-reports/"
MORE = '<h2 id="limits">Limits</h2><h3 id="plans">Plans</h3><pre><code>make build\n</code></pre>'


def with_headings(page: Page) -> Page:
    """The article as it is served, with two headings that have a place, and code, at its end."""

    def served(route: Route) -> None:
        answer = route.fetch()
        before, mark, after = answer.text().partition("</div></article>")
        route.fulfill(response=answer, body=f"{before}{MORE}{mark}{after}")

    page.route(f"**{ARTICLE}", served)
    page.goto(ARTICLE)
    return page


def test_articles_are_found_while_typing_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.goto("/help/")
    field = page.get_by_role("combobox", name="Search articles")
    field.press_sequentially("exprot", delay=5)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("exprot")
    field.press_sequentially(" large", delay=5)
    expect(options.first).to_contain_text("Exporting large reports")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Exporting large reports")


def test_a_mouse_opens_what_was_found_while_typing(visit: Visit) -> None:
    page = visit(width=390)
    page.goto("/help/")
    page.get_by_role("combobox", name="Search articles").press_sequentially("reading my invoice", delay=5)
    page.get_by_role("option", name="Reading your invoice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading your invoice")


def test_without_scripts_everything_is_there_too(visit: Visit) -> None:
    page = visit(javascript=False)
    page.goto("/help/")
    page.get_by_role("link", name="Data and exports").click()
    page.get_by_role("link", name="Exporting large reports").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exporting large reports")
    page.locator("nav.neighbours [rel=next]").click()
    page.get_by_role("navigation", name="Where you are").get_by_role("link").first.click()
    page.get_by_label("Search articles").fill("exprot limit")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Exporting large reports").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exporting large reports")


def test_who_finds_nothing_writes_to_us_with_the_words_already_there(visit: Visit) -> None:
    page = visit()
    page.goto("/help/?q=zeppelin+engine")
    page.get_by_role("main").get_by_role("link", name="New request").click()
    expect(page.get_by_label("Title")).to_have_value("zeppelin engine")


def test_a_place_and_code_can_be_copied(visit: Visit) -> None:
    page = with_headings(visit(permissions=["clipboard-read", "clipboard-write"]))
    heading = page.get_by_role("heading", name="Limits")
    heading.hover()
    heading.get_by_role("link", name="Copy the link").click()
    expect(page).to_have_url(f"{ARTICLE}#limits")
    copied = "navigator.clipboard.readText()"
    assert page.evaluate(copied).endswith(f"{ARTICLE}#limits")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate(copied).strip() == "make build"


def test_on_paper_only_the_article_is_left_and_where_it_is_from(visit: Visit) -> None:
    page = with_headings(visit(color_scheme="dark"))
    page.emulate_media(media="print", color_scheme="dark")
    for chrome in (
        ".top",
        ".tabs",
        ".crumbs",
        ".need-us",
        ".neighbours",
        ".feedback",
        ".code button",
        ".anchor",
    ):
        for part in page.locator(chrome).all():
            expect(part).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".printed-from")).to_contain_text(ARTICLE)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format="A4").startswith(b"%PDF")
