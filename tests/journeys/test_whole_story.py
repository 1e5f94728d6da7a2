"""The main job: a customer writes with a file, the team answers, the customer follows the link, replies."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, open_mail, sign_in_to_desk

pytestmark = pytest.mark.journey


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    file = tmp_path / "orders-2026.csv"
    file.write_text("order,total\n1,2\n")
    return file


def write_request(page: Page, file: Path, title: str, address: str) -> None:
    page.goto("/support/")
    page.get_by_label("Your name").press_sequentially("Alice Lake", delay=25)
    page.get_by_label("Your e-mail").press_sequentially(address, delay=25)
    page.get_by_label("Title").press_sequentially(title, delay=25)
    page.get_by_label("Message").press_sequentially(
        "The file ends at row 10,000. Can you lift that?", delay=25
    )
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def link_in_mail(page: Page, site: Site, address: str, subject: str) -> str:
    """The ticket link of the newest mail to the address with these words in its subject."""
    link = open_mail(page, site, address, subject).locator("pre a[href*='/support/link/']")
    return link.get_attribute("href") or ""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_request_is_written_answered_and_replied_to(
    visit: Visit, site: Site, orders: Path, width: int, javascript: bool
) -> None:
    title = f"Orders are cut {uuid.uuid4().hex[:8]}"
    address = f"alice-{uuid.uuid4().hex[:8]}@lake.example"
    customer = visit(width=width, javascript=javascript)
    write_request(customer, orders, title, address)
    expect(customer.get_by_role("link", name="orders-2026.csv").first).to_be_visible()

    agent = sign_in_to_desk(visit(width=width, javascript=javascript), "olga")
    agent.goto("/desk/views/open/")
    agent.get_by_role("link", name=title).first.click()
    expect(agent.locator("main").get_by_text("The file ends at row 10,000.").first).to_be_visible()
    if javascript and width < 720:  # a phone shows the conversation first, then the composer
        agent.locator(".phone-bar").get_by_role("button", name="Reply").click()
    agent.get_by_label("Text").fill("We lifted the limit, please try again.")
    agent.get_by_role("button", name="Send and wait").click()
    expect(agent.locator("main").get_by_text("We lifted the limit, please try again.").first).to_be_visible()

    mails = visit(width=width, javascript=javascript)
    link = link_in_mail(mails, site, address, title)
    reader = visit(width=width, javascript=javascript)
    reader.goto(link)
    expect(reader.get_by_text("We lifted the limit, please try again.").first).to_be_visible()
    reader.get_by_label("Your reply").fill("It works, thank you.")
    reader.get_by_role("button", name="Send", exact=True).click()
    expect(reader.get_by_text("It works, thank you.").first).to_be_visible()

    agent.reload()
    expect(agent.locator("main").get_by_text("It works, thank you.").first).to_be_visible()
