"""From an empty folder to the first answer, counted; and the light of a panel on somebody else's site."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Embedding, Site, Visit, frames_of, open_mail, sign_in_to_desk

pytestmark = pytest.mark.journey
MOST_CLICKS = 10
MOST_FIELDS = 14
"""Of the whole way, as `docs/guide/first-steps.md` promises it."""


@pytest.fixture
def empty_desk() -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="smartai-empty-"))
    served = Site(folder / "data", more={"SMARTAI_DEMO": "0"})
    served.start()
    yield served
    served.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def complaining(browser: Browser) -> Iterator[Page]:
    """A browser whose console may complain: its page is refused something."""
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


class Counted:
    """Somebody whose clicks and filled fields count."""

    clicks = fields = 0

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, label: str, text: str) -> None:
        Counted.fields += 1
        field = self.page.get_by_label(label).first
        field.clear()
        field.press_sequentially(text, delay=25)  # as fast as a person: robots are faster

    def press(self, name: str, role: str = "button") -> None:
        Counted.clicks += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]  # a role by its name


def test_an_empty_folder_becomes_a_first_answer_in_few_clicks(visit: Visit, empty_desk: Site) -> None:
    owner = Counted(visit(base_url=empty_desk.url))
    owner.page.goto("/desk/first-owner/")
    owner.fill("Your name", "Olga Berg")
    owner.fill("E-mail", "olga@northwind.example")
    owner.fill("Password", "a-long-password-1")
    owner.press("Create the owner")

    expect(owner.page.get_by_role("heading", level=1)).to_have_text("Name and look")
    owner.fill("Name", "Northwind")
    owner.press("Save and go on")
    owner.fill("Department", "Questions")
    owner.fill("Another one", "Orders")
    owner.press("Save and go on")
    owner.press("Later")
    owner.fill("Sites that may embed it", "https://shop.example")
    owner.press("Save and go on")
    owner.fill("E-mail addresses", "mia@northwind.example")
    owner.press("Invite and go on")
    expect(owner.page.get_by_role("heading", level=1)).to_have_text("Your support page is ready")
    expect(owner.page.get_by_role("listitem").filter(has_text="Mail")).to_have_count(2)

    customer = Counted(visit(base_url=empty_desk.url))
    customer.page.goto("/support/")
    customer.fill("Your name", "Alice Lake")
    customer.fill("Your e-mail", "alice@lake.example")
    customer.fill("Title", "Where is my order?")
    customer.fill("Message", "I ordered on Monday. When does it come?")
    customer.press("Send request")
    customer.fill("Code", code_of(visit(base_url=empty_desk.url), empty_desk))
    expect(customer.page.get_by_role("heading", level=1)).to_have_text("Where is my order?")

    owner.press("Answer it", "link")
    owner.press("Where is my order?", "link")
    owner.fill("Text", "It comes tomorrow.")
    owner.press("Send and wait")
    expect(owner.page.locator("main").get_by_text("It comes tomorrow.").first).to_be_visible()
    expect(customer.page.get_by_text("It comes tomorrow.").first).to_be_visible(timeout=40_000)
    assert (Counted.clicks <= MOST_CLICKS, Counted.fields <= MOST_FIELDS) == (True, True), vars(Counted)


def code_of(mails: Page, desk: Site) -> str:
    open_mail(mails, desk, "alice@lake.example", "code")
    digits = re.search(r"\b\d{3} ?\d{3}\b", mails.locator(".kept-mail pre").inner_text())
    assert digits
    return digits[0]


def light(desk: Page, tone: str) -> None:
    """Waits until the light has turned by itself."""
    desk.locator(f".light[data-tone='{tone}']").wait_for()


def open_panel(page: Page) -> None:
    page.wait_for_function("() => typeof smartai === 'function' && !smartai.q")
    page.evaluate("smartai('open')")


def look_at(desk: Page, address: str) -> None:
    desk.get_by_label("Check a page").fill(address)
    desk.get_by_role("button", name="Check", exact=True).click()
    desk.locator(".light .checks").first.wait_for()


def test_the_light_turns_by_itself_and_says_what_is_in_the_way(
    visit: Visit, complaining: Page, site: Site, embedding: Embedding
) -> None:
    """A panel of its own: a listed site, one that is not listed, and a policy that blocks."""
    desk = sign_in_to_desk(visit(), "olga")
    desk.goto("/desk/settings/panels/")
    desk.locator("main").get_by_label("Name").fill("Light")
    desk.get_by_role("button", name="Add panel").click()
    desk.get_by_label("Sites that may embed it").fill(embedding.host.origin)
    desk.get_by_role("button", name="Save").click()
    key = desk.locator(".snippet").first.inner_text().split('data-panel="')[1].split('"')[0]
    light(desk, "")
    snippet = embedding.snippet(key=key)
    stranger = complaining
    stranger.goto(embedding.near.put("/light/", f"<h1>Elsewhere</h1>{snippet}"))
    open_panel(stranger)
    light(desk, "warn")
    expect(desk.locator(".light")).to_contain_text(f"{embedding.near.origin} asked for this panel")

    shopper = visit()
    shopper.goto(embedding.host.put("/light/cart", f"<h1>Cart</h1>{snippet}"))
    open_panel(shopper)
    Site.wait_until(lambda: frames_of(shopper, key))
    expect(desk.locator(".light")).to_contain_text("/light/cart")
    expect(desk.locator(".light .tag.ok")).to_have_text("Seen")

    blocked = embedding.host.put("/light/shut", snippet, policy="default-src 'self'; img-src *")
    look_at(desk, blocked)
    light(desk, "warn")
    words = desk.locator(".light .checks")
    expect(words).to_contain_text("The line is there, with this panel's key.")
    expect(words).to_contain_text(f"script-src 'self' {site.url}")
    expect(words).to_contain_text(f"frame-src 'self' {site.url}")
    look_at(desk, f"{embedding.host.origin}/light/cart")
    expect(words).to_contain_text("nothing is in the way")
