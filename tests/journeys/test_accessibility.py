"""Every main page, light and dark: nothing that keeps people out, nothing to scroll sideways on a phone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from smartai.core.workspace.models import Step
from smartai.web.console.frame import LISTS, TITLES
from tests.journeys.conftest import AXE, PASSWORD, Site, Visit, open_mail, sign_in_to_desk
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_help import with_headings
from tests.journeys.test_whole_story import write_request

pytestmark = pytest.mark.journey

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
FOUND = """async only => (await axe.run(document, {runOnly: only, resultTypes: ['violations']})).violations
    .filter(it => ['serious', 'critical'].includes(it.impact))
    .map(it => `${it.id}: ${it.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)"""
TOO_WIDE = """() => (document.documentElement.scrollWidth > innerWidth
        ? [...document.querySelectorAll('body, main, main *')] : [])
    .filter(it => it.getBoundingClientRect().right > innerWidth || it.localName === 'body')
    .map(it => it.outerHTML.slice(0, 120)).slice(0, 4)"""

GROUPS = [f"choices/{name}/" for name in TITLES]
CONSOLE_LISTS = [f"{name.replace('_', '-')}/" for name in LISTS]
STEPS = [f"start/{step}/" for step in (*Step, "ready")]
MORE = [
    "fields/new/", "articles/new/", "mails/answered/", "find/?q=captcha", "choices/protection/#id_check",
    *STEPS,
]  # fmt: skip
SETTINGS = [f"/desk/settings/{page}" for page in (*GROUPS, *CONSOLE_LISTS, *MORE)]


class Findings:
    """What is wrong, page by page, so that one run tells all of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[str] = []

    def look(self, name: str = "") -> None:
        """Looks at the page as it is shown now: light, then at its colours in the dark, then on a phone."""
        name = name or self.page.url
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        wrong: list[Any] = self.page.evaluate(FOUND, RULES)
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        wrong += [f"dark: {it}" for it in self.page.evaluate(FOUND, COLOURS)]
        size = self.page.viewport_size or {"width": 1440, "height": 900}
        self.page.set_viewport_size({"width": 390, "height": 844})
        wrong += [f"wider than a phone: {it}" for it in self.page.evaluate(TOO_WIDE)]
        self.page.set_viewport_size(size)
        self.lines += [f"{name} {it}" for it in wrong]

    def visit(self, addresses: Iterable[str], status: int = 200) -> None:
        for address in addresses:
            answer = self.page.goto(address)
            assert answer, address
            assert answer.status == status, address
            assert address in self.page.url, f"{address} led to {self.page.url}"
            self.look()

    def follow(self, selector: str) -> None:
        address = self.page.locator(selector).first.get_attribute("href")
        assert address
        self.visit([address])


def test_a_stranger_meets_no_barrier_when_writing_reading_and_signing_in(visit: Visit) -> None:
    page = visit()
    found = Findings(page)
    found.visit(["/support/"])
    page.get_by_role("button", name="Send request").click()
    page.locator("[data-errors]").wait_for()
    found.look("the form with errors")
    found.visit(["/support/register/", "/support/sign-in/password/"])
    found.visit([f"/support/link/{'x' * 43}/"], status=404)
    found.visit(["/help/?q=export", "/help/?q=zeppelin", "/help/articles/newest/", "/help/"])
    page.get_by_role("combobox", name="Search articles").press_sequentially("expo", delay=5)
    page.get_by_role("option").first.wait_for()
    found.look("articles while typing")
    found.visit(["/help/categories/data-and-exports/", "/help/exporting-large-reports/"])
    with_headings(page)
    found.look("an article with its contents beside it")
    found.visit(["/support/sign-in/"])
    page.get_by_label("E-mail").fill(f"alice-{uuid4().hex[:8]}@lake.example")
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/code/")
    found.look("the page for the code")
    assert found.lines == []


def all_arrived(page: Page) -> bool:
    """The outbox has mails, and does not look again by itself because more are on their way."""
    answer = page.goto("/outbox/")
    return bool(answer and "refresh" not in answer.headers and page.locator("main .rows a").count())


def test_a_customer_meets_no_barrier_in_their_requests_and_profile(visit: Visit, site: Site) -> None:
    page = visit()
    found = Findings(page)
    page.goto("/support/sign-in/")
    page.get_by_label("E-mail").fill("jonas@lindqvist.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/support/requests/")
    found.look()
    found.follow(".request a")
    found.visit(["/support/profile/", "/support/requests/?show=closed"])
    found.follow(".request a")
    site.wait_until(lambda: all_arrived(page))
    found.look()
    found.follow("main .rows a")
    assert found.lines == []


def test_a_link_of_an_e_mail_opens_without_barriers(visit: Visit, site: Site, tmp_path: Path) -> None:
    page, file = visit(), tmp_path / "orders.csv"
    file.write_text("order,total\n")
    title, address = f"Export {uuid4().hex[:8]}", f"alice-{uuid4().hex[:8]}@lake.example"
    write_request(page, file, title, address)
    found = Findings(page)
    found.look("one's own request with a file")
    open_mail(page, site, address)
    found.follow("pre a[href*='/support/link/']")
    assert found.lines == []


def test_an_agent_meets_no_barrier_at_the_desk(visit: Visit) -> None:
    found = Findings(visit())
    found.visit(["/desk/sign-in/"])
    sign_in_to_desk(found.page, "mia")
    found.visit(["/desk/tickets/new/", "/desk/search/?q=export", "/desk/profile/", "/desk/views/open/"])
    found.follow(".ticket a:has-text('VAT number')")
    page = found.page
    page.locator(".offers button").first.wait_for(state="attached")
    page.get_by_role("button", name="Insert an article").click()
    page.get_by_role("option").first.wait_for()
    found.look("the search for an article to insert")
    page.keyboard.press("Escape")
    found.follow("a[href*='articles/new/?ticket=']")
    page.go_back()
    number = page.url.split("/tickets/")[1].split("/")[0]
    found.visit([f"/desk/tickets/{number}/articles/", f"/desk/tickets/{number}/articles/?q=invoice"])
    assert found.lines == []


def test_an_owner_meets_no_barrier_in_the_settings_and_needs_no_mouse(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    found, keyboard = Findings(page), Keyboard(page)
    for address in SETTINGS:
        found.visit([address])
        if "#" not in address:  # there TAB goes on from the place that is meant
            keyboard.look(address)
    assert [*found.lines, *keyboard.lines] == []


def test_order_dialogs_and_the_preview_work_by_keyboard(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    page.goto("/desk/settings/fields/")
    row, keys = page.locator("ordered-rows li[data-key]").nth(1), page.keyboard
    key = row.get_attribute("data-key")
    mover, first = row.get_by_role("button", name="Move up"), page.locator("ordered-rows li[data-key]").first
    mover.focus()
    for name, place in (("Move down", 0), ("Move up", 1)):
        with page.expect_response("**/fields/order/"):
            keys.press("Enter")
        moved = page.locator("ordered-rows li[data-key]").nth(place)
        expect(moved).to_have_attribute("data-key", key or "")
        if not place:  # it can go no higher: the other button has the focus
            expect(first.get_by_role("button", name=name)).to_be_focused()
    opener = page.locator("[data-palette]").first
    opener.focus()
    keys.press("Enter")
    expect(page.locator("#palette")).to_be_visible()
    keys.press("Escape")
    expect(opener).to_be_focused()

    page.goto("/desk/settings/choices/welcome/")
    expect(page.frame_locator('iframe[name="preview-frame"]').get_by_role("heading", level=1)).to_be_visible()
    in_frame = "inside => (document.activeElement.localName === 'iframe') === inside"
    before = page.locator("#preview [data-place]").locator("visible=true").last
    for stop, there, back in (
        (page.locator("#preview .hint a").first, "Shift+Tab", "Tab"),
        (before, "Tab", "Shift+Tab"),
    ):
        stop.focus()
        keys.press(there)
        page.wait_for_function(in_frame, arg=True)
        keys.press(back)
        page.wait_for_function(in_frame, arg=False)
