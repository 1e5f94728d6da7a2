"""The scripts in a real browser, under the real security policy, on pages of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.ui import pages

pytestmark = pytest.mark.journey


def test_what_was_typed_survives_a_reload_and_is_forgotten_once_it_was_sent(page: Page) -> None:
    page.goto("/form/")
    page.get_by_label("Title").fill("CSV export stops")
    page.get_by_label("Message").fill("At row 10,000.")
    expect(page.locator("[data-draft-status]")).to_have_text("Saved on this device.")
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("CSV export stops")
    expect(page.get_by_label("Message")).to_have_value("At row 10,000.")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    page.goto("/form/")
    expect(page.get_by_label("Title")).to_have_value("")


def test_the_back_button_does_not_bring_back_what_was_sent(page: Page) -> None:
    page.goto("/form/")
    page.get_by_label("Title").fill("CSV export stops")
    page.get_by_label("Message").fill("At row 10,000.")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Title")).to_have_value("")
    expect(page.get_by_label("Message")).to_have_value("")


def test_files_go_up_at_once_and_what_is_too_big_is_named_before(page: Page) -> None:
    page.goto("/form/")
    files = [
        {"name": "orders.csv", "mimeType": "text/csv", "buffer": b"a,b"},
        {"name": "video.mov", "mimeType": "video/quicktime", "buffer": b"x" * 5000},
        {"name": "nothing.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    expect(page.locator("[data-file-errors]")).to_contain_text("video.mov is 5 KB. The limit is 2 KB.")
    expect(page.locator("[data-file-errors]")).to_contain_text("nothing.txt is empty.")
    page.get_by_label("Title").fill("With a file")
    page.get_by_label("Message").fill("Here")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert pages.uploaded == ["orders.csv"]
    assert pages.received[0]["uploads"] == ["token-of-orders.csv"]


def test_a_form_is_not_sent_without_a_file_that_could_not_be_uploaded(page: Page) -> None:
    page.goto("/form/")
    page.route("**/uploads/", lambda route: route.abort())
    page.locator("input[type=file]").set_input_files(
        {"name": "orders.csv", "mimeType": "text/csv", "buffer": b"a,b"}
    )
    expect(page.locator(".file")).to_contain_text("Not uploaded.")
    page.get_by_label("Title").fill("With a file")
    page.get_by_label("Message").fill("Here")
    page.get_by_role("button", name="Send request").click()
    expect(page.locator("[data-file-errors]")).to_contain_text("Try again or remove it, then send.")
    assert pages.received == []
    page.unroute("**/uploads/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[name=uploads]")).to_have_value("token-of-orders.csv")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert pages.received[0]["uploads"] == ["token-of-orders.csv"]


def test_enter_sends_from_a_keyboard_and_makes_a_line_on_glass(browser: Browser, site: str) -> None:
    for touch in (False, True):
        context = browser.new_context(base_url=site, has_touch=touch, is_mobile=touch)
        page = context.new_page()
        page.goto("/form/")
        page.get_by_label("Title").fill("A title")
        page.get_by_label("Message").fill("One line")
        page.keyboard.press("Enter")
        if touch:
            expect(page.get_by_label("Message")).to_have_value("One line\n")
        else:
            expect(page.get_by_role("heading", name="Sent")).to_be_visible()
        context.close()


def test_on_a_phone_the_message_has_room_and_the_way_to_send_stays_in_sight(
    browser: Browser, site: str
) -> None:
    screen = {"width": 390, "height": 560}
    context = browser.new_context(base_url=site, viewport=screen, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/form/")
    box = page.get_by_label("Message").bounding_box()
    assert box
    assert box["height"] > 120
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight")
    expect(page.get_by_role("button", name="Send request")).to_be_in_viewport(ratio=1)
    context.close()


def test_the_robot_check_is_solved_before_the_form_is_sent_and_it_is_sent_once(page: Page) -> None:
    page.goto("/form/")
    page.get_by_label("Title").fill("Quick")
    page.get_by_label("Message").fill("I press ENTER twice")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert len(pages.received) == 1
    assert pages.proven(pages.received[0]["proof"][0]) == pages.NUMBER


def test_a_departments_own_fields_are_shown_and_sent_only_for_it(page: Page) -> None:
    page.goto("/form/")
    invoice = page.locator("[name=invoice]")
    expect(invoice).to_be_hidden()
    page.get_by_label("Department").select_option("2")
    expect(invoice).to_be_visible()
    page.get_by_label("Department").select_option("1")
    expect(invoice).to_be_disabled()


def test_a_new_letter_appears_in_every_tab_over_one_connection(page: Page, context: BrowserContext) -> None:
    pages.streams.clear()
    pages.heard.clear()
    page.goto("/thread/")
    expect(page.locator("[data-message]")).to_have_count(1)
    other = context.new_page()
    other.goto("/thread/")
    with page.expect_request("**/newer/**"), other.expect_request("**/newer/**"):
        assert pages.heard.wait(10)
        pages.streams[0].put({"ticket": 7, "kind": "message"})
    for tab in (page, other):
        expect(tab.locator("[data-message]").last).to_have_text("After 1")
    assert len(pages.streams) == 1


@pytest.mark.parametrize(("written", "seen"), [("", "2"), ("I was just about to", "1")])
def test_only_who_is_writing_has_not_seen_the_letter_that_came(written: str, seen: str, page: Page) -> None:
    """The desk holds an answer back because of letters after ``last_message_id``."""
    pages.streams.clear()
    pages.heard.clear()
    page.goto("/thread/")
    page.get_by_label("Text").fill(written)
    page.wait_for_function("() => document.readyState === 'complete'")
    with page.expect_request("**/newer/**"):
        assert pages.heard.wait(10)
        pages.streams[0].put({"ticket": 7, "kind": "message"})
    expect(page.locator("[data-message]").last).to_have_text("After 1")
    assert page.locator("[name=last_message_id]").input_value() == seen


def test_a_key_opens_a_menu_where_letters_and_arrows_choose(page: Page) -> None:
    page.goto("/desk/")
    expect(page.get_by_role("button", name="New")).to_be_hidden()
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="New")).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Solved")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("button", name="Open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert pages.received[0]["status"] == ["2"]


def test_by_a_link_a_new_letter_appears_within_half_a_minute_without_a_stream(page: Page) -> None:
    page.clock.install()
    page.goto("/link/")
    page.clock.run_for(31_000)
    expect(page.locator("[data-message]")).to_have_text(["First", "After 1"])


def test_letters_are_shortcuts_except_where_somebody_types_or_switched_them_off(page: Page) -> None:
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Two")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_label("Note")).to_be_checked()
    page.keyboard.type("jr?")
    expect(page.get_by_label("Text")).to_have_value("jr?")
    page.goto("/desk/?keys=off")
    page.keyboard.press("n")
    expect(page.get_by_label("Note")).not_to_be_checked()


def test_a_page_of_settings_keeps_what_is_typed_without_secrets_and_says_what_is_wrong(page: Page) -> None:
    page.goto("/settings/")
    expect(page.get_by_role("button", name="Discard")).to_be_hidden()
    page.get_by_label("Key").fill("s3cret")
    page.get_by_label("Name").fill("Southwind")
    page.get_by_label("On").check()
    expect(page.locator(".save-bar")).to_contain_text("2 kept")
    expect(page.get_by_role("button", name="Discard")).to_be_visible()
    page.get_by_label("Name").fill("")
    expect(page.get_by_label("Name")).to_have_attribute("aria-describedby", "id_name_error")
    expect(page.get_by_text("This is needed.")).to_be_visible()
    page.get_by_label("Name").fill("Northwind")
    expect(page.get_by_text("This is needed.")).to_have_count(0)


def test_a_preview_shows_the_place_and_the_look_that_were_chosen(page: Page) -> None:
    page.goto("/settings/")
    frame = page.frame_locator(".preview-stage iframe:not(.coming)")
    expect(frame.get_by_text("seen as visitor-light-en")).to_be_visible()
    page.get_by_role("link", name="Dark").click()
    expect(frame.get_by_text("seen as visitor-dark-en")).to_be_visible()
    page.get_by_role("link", name="List").click()
    expect(frame.get_by_text("list as customer-dark-en")).to_be_visible()
    page.goto("/settings/")
    expect(frame.get_by_text("seen as visitor-dark-en")).to_be_visible()


def test_a_colour_that_is_written_or_picked_is_shown_on_a_button(page: Page) -> None:
    page.goto("/settings/")
    page.get_by_label("Colour").fill("#ffcc00")
    expect(page.get_by_label("Pick")).to_have_value("#ffcc00")
    ratio = float(page.locator("[data-words^=White]").inner_text().removeprefix("White: "))
    assert ratio >= 4.5
    page.get_by_label("Pick").fill("#056d79")
    expect(page.get_by_label("Colour")).to_have_value("#056d79")
    expect(page.locator("[data-words^=White]")).to_have_text("White: 6.1")


@pytest.mark.parametrize("keys", ["on", "off"])
def test_a_list_is_one_stop_of_tab_and_arrows_move_in_it(keys: str, page: Page) -> None:
    page.goto(f"/desk/?keys={keys}")
    page.get_by_role("link", name="One").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Two")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Status")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Two")).to_be_focused()


def test_rows_that_are_loaded_come_once_and_the_opened_one_stays_where_it_stood(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 700})
    page.goto("/rows/")
    page.get_by_role("link", name="More").click()
    row = page.get_by_role("link", name="Row 45", exact=True)
    expect(row).to_be_attached()
    assert page.locator("#rows li").count() == 58  # two of the second page stood on the first
    row.scroll_into_view_if_needed()
    before = row.bounding_box()
    row.click()
    page.wait_for_url("**/rows/Row%2045/**")
    after = row.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 2
    page.get_by_role("link", name="Earlier").scroll_into_view_if_needed()
    before = row.bounding_box()
    page.get_by_role("link", name="Earlier").click()
    expect(page.get_by_role("link", name="Row 1", exact=True)).to_be_attached()
    after = row.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 2


def test_a_list_in_which_nothing_changed_offers_nothing_new(page: Page) -> None:
    pages.streams.clear()
    pages.heard.clear()
    page.goto("/rows/?live")
    page.get_by_role("link", name="Row 2", exact=True).hover()
    expect(page.get_by_role("link", name="Row 2", exact=True)).to_have_attribute("tabindex", "-1")
    with page.expect_response("**/rows/**") as fetched:
        assert pages.heard.wait(10)
        pages.streams[0].put({"ticket": 7, "kind": "message"})
    fetched.value.finished()
    with page.expect_response("**/rows/**"):
        pages.streams[0].put({"ticket": 7, "kind": "message"})
    expect(page.locator(".more-above")).to_have_count(0)


@pytest.mark.parametrize(("address", "looks"), [("/thread/?read=now", 1), ("/thread/?read=", 0)])
def test_what_is_read_in_one_tab_is_known_to_the_others(
    address: str, looks: int, page: Page, context: BrowserContext
) -> None:
    """Without a fact from the server: to read is none."""
    asked: list[str] = []
    page.clock.install()
    page.goto("/rows/?live")
    page.evaluate("""const channel = new BroadcastChannel("smartai.live /live/");
        window.told = new Promise((tell) => channel.onmessage = ({data}) => "lost" in data && tell()); 0""")
    page.on("request", lambda request: asked.append(request.url))
    other = context.new_page()
    other.goto(address)
    other.evaluate("new BroadcastChannel('smartai.live /live/').postMessage({lost: false})")
    page.evaluate("window.told")
    page.clock.run_for(3000)
    page.evaluate("fetch('/code/')")
    looked = [url for url in asked if url.endswith(("/rows/?live", "/code/"))]  # others may come only now
    assert [url.endswith("/rows/?live") for url in looked] == [True] * looks + [False]


def test_a_letter_that_appears_while_somebody_reads_is_read_in_the_other_tabs_too(
    page: Page, context: BrowserContext
) -> None:
    pages.streams.clear()
    pages.heard.clear()
    page.goto("/thread/?read=")
    other = context.new_page()
    other.goto("/rows/?live")
    assert pages.heard.wait(10)
    pages.may_answer.clear()  # the other tab looks for the fact itself before the letter is there
    with page.expect_request("**/newer/**"), other.expect_request("**/rows/?live"):
        pages.streams[0].put({"ticket": 7, "kind": "message"})
    with other.expect_request("**/rows/?live"):
        pages.may_answer.set()
