"""An owner tries choices in the preview, publishes them, takes them back; customers see what is published."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Frame, FrameLocator, Page, expect

from tests.journeys.conftest import Embedding, Site, Visit, frame_of, sign_in_to_desk

pytestmark = pytest.mark.journey
ASIDE = 'aside[aria-label="Help"]'


def shown(page: Page) -> FrameLocator:
    return page.frame_locator('iframe[name="preview-frame"]')


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Published.", exact=True).wait_for()


def test_choices_are_seen_before_customers_meet_them_and_taken_back(
    visit: Visit, site: Site, embedding: Embedding
) -> None:
    owner, customer = sign_in_to_desk(visit(), "olga"), visit()
    owner.goto("/desk/settings/choices/brand/")
    owner.get_by_label("Name", exact=True).fill("Southwind")
    owner.get_by_label("Colour", exact=True).fill("#7a3e9d")
    expect(owner.get_by_text("2 changes are not published")).to_be_visible()
    expect(shown(owner).locator("header .brand .clip")).to_have_text("Southwind")
    customer.goto("/support/")
    expect(customer.locator("header .brand .clip")).to_have_text("Northwind")
    publish(owner)
    owner.goto("/desk/settings/choices/labels/")
    owner.get_by_label("Send request", exact=True).fill("Off you go")
    expect(shown(owner).get_by_role("button", name="Off you go")).to_be_visible()
    publish(owner)
    owner.goto("/desk/settings/choices/panel/")
    expect(shown(owner).locator(ASIDE)).to_be_visible()
    owner.get_by_label("Right column").uncheck()
    expect(shown(owner).locator(ASIDE)).to_have_count(0)
    publish(owner)

    site.wait_until(lambda: customer.goto("/support/") and customer.locator(ASIDE).count() == 0)
    expect(customer.locator("header .brand .clip")).to_have_text("Southwind")
    expect(customer.get_by_role("button", name="Off you go")).to_be_visible()
    elsewhere = visit()
    elsewhere.goto(embedding.host.put("/tried/", f"<h1>Lake Shop</h1>{embedding.snippet()}"))
    elsewhere.wait_for_function("() => typeof smartai === 'function' && !smartai.q")
    elsewhere.evaluate("smartai('open', 'new')")
    expect(frame_of(elsewhere).get_by_role("button", name="Off you go")).to_be_visible()

    for words in ("Customer pages", "Words", "Name and look"):
        owner.goto("/desk/settings/changes/?what=choices")
        owner.get_by_role("button", name=f"Undo {words}", exact=True).first.click()
        owner.get_by_text("It is as it was before.").wait_for()
    site.wait_until(lambda: customer.goto("/support/") and customer.locator(ASIDE).count() == 1)
    expect(customer.locator("header .brand .clip")).to_have_text("Northwind")


def test_a_page_that_is_chosen_while_a_change_is_kept_comes_all_the_same(visit: Visit) -> None:
    """The preview is drawn anew while the other page is on its way."""
    page, held, going = sign_in_to_desk(visit(), "olga"), [], threading.Event()
    page.goto("/desk/settings/choices/welcome/")
    page.route(
        "**/preview/**/support/requests/**",
        lambda route: held.append(route) if not going.is_set() else route.continue_(),
    )
    page.get_by_label("Heading").fill("Hello")
    expect(page.get_by_text("1 change is not published")).to_be_visible()
    page.locator("#preview").get_by_role("link", name="Sign-in", exact=True).click()
    with page.expect_response("**/draft/"):
        page.get_by_label("Heading").fill("Hello again")
    going.set()
    for route in held:
        with suppress(Error):  # of a frame that was replaced meanwhile
            route.continue_()
    expect(shown(page).get_by_role("heading", level=1)).to_contain_text("Sign in")
    page.get_by_role("button", name="Discard").click()


def test_leaving_a_field_keeps_nothing_again(visit: Visit) -> None:
    """Else the preview would be drawn anew just when somebody clicks in it."""
    page, kept = sign_in_to_desk(visit(), "olga"), list[str]()
    page.clock.install()
    page.goto("/desk/settings/choices/welcome/")
    page.on("request", lambda one: kept.append(one.url) if one.url.endswith("/draft/") else None)
    page.get_by_label("Heading").fill("Hello")
    page.clock.run_for(1_000)
    expect(page.get_by_text("1 change is not published")).to_be_visible()
    page.get_by_label("Heading").blur()
    page.clock.run_for(1_000)
    assert len(kept) == 1
    page.get_by_role("button", name="Discard").click()


def test_on_a_phone_the_preview_stands_behind_a_button_and_the_draft_survives(visit: Visit) -> None:
    page = sign_in_to_desk(visit(width=390), "olga")
    page.goto("/desk/settings/choices/welcome/")
    page.get_by_label("Heading").fill("What can we do for you?")
    expect(page.get_by_text("1 change is not published")).to_be_visible()
    page.goto("/desk/settings/choices/welcome/")
    expect(page.get_by_label("Heading")).to_have_value("What can we do for you?")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("link", name="Dark").click()
    expect(shown(page).locator("html")).to_have_attribute("data-theme", "dark")
    expect(shown(page).get_by_role("heading", level=1)).to_have_text("What can we do for you?")
    shown(page).get_by_label("Title").fill("A try")
    shown(page).get_by_role("button", name="Send request").click()
    expect(shown(page).get_by_text("This is a preview: nothing is sent.")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("Heading")).to_have_value("")


def test_the_embedded_panel_of_the_preview_opens_with_what_is_not_published(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    page.goto("/desk/settings/choices/widget/")
    page.get_by_label("Button").fill("Ask us")
    expect(page.get_by_text("1 change is not published")).to_be_visible()
    Site.wait_until(lambda: (sample := _sample(page)) and sample.evaluate("smartai('open', 'new') ?? true"))
    expect(frame_of(page, "pk_").get_by_label("Title")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("Button")).to_have_value("")


def _sample(page: Page) -> Frame | None:
    """The page that stands for another site, once the one with the draft has taken its place."""
    if page.locator("iframe.coming").count():
        return None
    frame = page.locator('iframe[name="preview-frame"]').element_handle().content_frame()
    try:
        return frame if frame and frame.evaluate("typeof smartai === 'function'") else None
    except Error:  # one more came just now
        return None
