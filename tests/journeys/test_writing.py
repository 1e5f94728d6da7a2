"""Writing help articles in a browser: rich and as Markdown, with files, unsaved changes and colleagues."""

from __future__ import annotations

import io
import re
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from smartai.lib.article_html import article_html
from tests.journeys.conftest import Site, Visit, sign_in_to_desk
from tests.journeys.test_accessibility import Findings

pytestmark = pytest.mark.journey

NEW = "/desk/settings/articles/new/"
NORMAL = Path(__file__).with_name("article.md").read_text("utf-8").rstrip("\n")
"""Everything that an article can hold, as the rich editor writes it."""
OTHER = [
    "* star\n* list\n\n\n1) a\n2) b",
    "Setext\n======\n\nsub\n---",
    "a\\*b \\# c 1\\. x\n\n\\> no quote\n\n\\- no list\n\n\\[x\\](y)",
    "# head\n\n- # in a list\n- ```\n  code\n  ```",
    "**bold *nested* text** _under_ `` a ` b `` **`code`**",
    '[ref] and [l](/help/x/#h-y "title") and [f](<a b.pdf>)\n\n[ref]: https://lake.example "t"',
    "a & b &amp; c &copy; <b>html</b> <https://not closed",
    "line  \nhard\\\nbreak\n- a list",
    "word\\\n\\=====\n\n2024\\. year",
    "![remote](https://track.example/p.png)",
    "auto <https://lake.example/x_y> and a@lake.example and lake.example/x, http://lake.example.",
    "|a|b|\n|-|-|\n|`x\\|y`|**z**|\n|1|",
    "> > deep\n\n> [!tip]\n\n1. a\n   - b\n     1. c\n\n        d",
]


def at_a_new_article(visit: Visit, name: str = "mia") -> Page:
    page = sign_in_to_desk(visit(), name)
    page.goto(NEW)
    page.locator(".ProseMirror").wait_for()
    return page


def text_of(page: Page) -> str:
    return page.locator("textarea[name=text]").input_value()


def through_rich(page: Page, text: str) -> str:
    """What the rich mode makes of a text in which somebody typed a letter and took it back."""
    page.get_by_role("button", name="Markdown").click()
    page.locator("textarea[name=text]").fill(text)
    page.get_by_role("button", name="Rich text").click()
    page.locator(".ProseMirror").press("Control+Home")
    page.keyboard.type("Z")
    page.keyboard.press("Backspace")
    page.get_by_role("button", name="Markdown").click()
    return text_of(page)


def kept(page: Page) -> None:
    expect(page.locator("[data-kept]")).to_contain_text("Kept as a draft at", timeout=30_000)


def test_what_is_written_rich_is_markdown_and_is_what_customers_read(visit: Visit) -> None:
    page, title = at_a_new_article(visit), f"Exports {uuid4().hex[:8]}"
    page.get_by_label("Title").fill(title)
    page.locator(".ProseMirror").click()
    page.keyboard.type("Press ")
    page.keyboard.press("Control+b")
    page.keyboard.type("Export")
    page.keyboard.press("Control+b")
    page.keyboard.type(".\n")
    page.get_by_role("button", name="Heading", exact=True).click()
    page.keyboard.type("Limits\n")
    page.get_by_role("button", name="Table", exact=True).click()
    for words in ("Plan", "Rows", "Note", "Free", "10", "a | b", "Paid", "1000", "", "Own", "all"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="Warning").click()
    page.keyboard.type("Close the file first.")
    page.get_by_role("button", name="Markdown").click()
    assert text_of(page) == (
        "Press **Export**.\n\n## Limits\n\n| Plan | Rows | Note |\n| --- | --- | --- |\n"
        "| Free | 10 | a \\| b |\n| Paid | 1000 |  |\n| Own | all |  |\n\n"
        "> [!WARNING]\n> Close the file first."
    )
    page.get_by_label("Status").select_option(label="Published")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    page.get_by_role("link", name="See it as customers do").click()
    expect(page.get_by_role("heading", name="Limits")).to_have_attribute("id", "h-limits")
    expect(page.get_by_role("region", name="Table").get_by_role("cell", name="a | b")).to_be_visible()
    expect(page.get_by_role("note", name="Warning")).to_contain_text("Close the file first.")


def test_both_modes_hold_the_same_text(visit: Visit) -> None:
    page = at_a_new_article(visit)
    assert through_rich(page, NORMAL) == NORMAL
    for text in OTHER:
        written = through_rich(page, text)
        assert article_html(written) == article_html(text), (text, written)
        assert through_rich(page, written) == written


def test_looking_at_a_text_in_rich_mode_changes_nothing_of_it(visit: Visit) -> None:
    page = at_a_new_article(visit)
    page.get_by_role("button", name="Markdown").click()
    for text in OTHER:
        page.locator("textarea[name=text]").fill(text)
        page.get_by_role("button", name="Rich text").click()
        page.get_by_role("button", name="Markdown").click()
        assert text_of(page) == text


def test_a_picture_is_pasted_seen_and_read(visit: Visit, tmp_path: Path) -> None:
    page, title = at_a_new_article(visit), f"Steps {uuid4().hex[:8]}"
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "PNG")
    page.get_by_label("Title").fill(title)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Picture or file").click()
    chosen.value.set_files({"name": "steps.png", "mimeType": "image/png", "buffer": made.getvalue()})
    shown = page.locator(".ProseMirror img[alt='steps.png']")
    expect(shown).to_be_visible()
    shown.click()
    page.get_by_label("Words for whoever does not see it").fill("Three steps")
    shown = page.locator(".ProseMirror img[alt='Three steps']")
    expect(shown).to_be_visible()
    page.get_by_role("button", name="Preview").click()
    expect(page.frame_locator("iframe[name=preview]").locator("img[alt='Three steps']")).to_be_visible()
    page.get_by_label("Status").select_option(label="Published")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    expect(page.locator(".article-files .tag")).to_have_text("Used")
    page.get_by_role("link", name="See it as customers do").click()
    picture = page.locator(".article img[alt='Three steps']")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 60)


def test_what_was_pasted_as_html_keeps_what_articles_can_hold_and_runs_nothing(visit: Visit) -> None:
    page = at_a_new_article(visit)
    page.locator(".ProseMirror").click()
    page.evaluate(
        """html => { const data = new DataTransfer(); data.setData('text/html', html);
        document.querySelector('.ProseMirror').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) }""",
        "<h2>Head</h2><p>a <b>bold</b> <a href='javascript:x()'>link</a></p>"
        "<script>x()</script><img src='https://track.example/x.png'><ul><li>one</li></ul>",
    )
    page.get_by_role("button", name="Markdown").click()
    assert text_of(page) == "## Head\n\na **bold** link\n\n- one"


def test_unsaved_changes_are_kept_and_come_back_another_day(visit: Visit) -> None:
    page, words = at_a_new_article(visit, "anton"), f"Half a sen {uuid4().hex[:8]}"
    page.locator(".ProseMirror").click()
    page.keyboard.type(words)
    kept(page)
    page.goto(NEW)
    expect(page.get_by_text("You have unsaved changes from")).to_be_visible()
    expect(page.locator(".ProseMirror")).not_to_contain_text(words)
    page.locator(".ProseMirror").click()
    page.keyboard.type("Something else")
    expect(page.locator("[data-kept]")).to_contain_text("Continue or discard")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Continue with them").click()
    expect(page.locator(".ProseMirror")).to_contain_text(words)
    page.get_by_label("Title").fill(f"Draft {uuid4().hex[:8]}")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert words in text_of(page)
    page.goto(NEW)
    expect(page.get_by_text("You have unsaved changes")).to_have_count(0)


def test_a_failed_keeping_loses_nothing_and_is_tried_again(visit: Visit) -> None:
    page = at_a_new_article(visit, "olga")
    page.route("**/draft/", lambda route: route.abort())
    page.locator(".ProseMirror").click()
    page.keyboard.type("Precious")
    expect(page.locator("[data-kept]")).to_contain_text("Not kept yet")
    page.unroute("**/draft/")
    kept(page)
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "smartai_session"]
    assert session
    page.context.clear_cookies(name="smartai_session")
    page.keyboard.type(" words")
    expect(page.locator("[data-kept]")).to_contain_text("sign in again")
    page.context.add_cookies(session)  # type: ignore[arg-type]  # as they came
    kept(page)
    expect(page.locator(".ProseMirror")).to_contain_text("Precious words")


def test_two_who_write_at_once_see_each_other_and_the_second_decides(visit: Visit) -> None:
    mia, title = at_a_new_article(visit), f"Shared {uuid4().hex[:8]}"
    mia.get_by_label("Title").fill(title)
    mia.locator(".ProseMirror").click()
    mia.keyboard.type("First.")
    mia.get_by_role("button", name="Save").click()
    mia.get_by_text("Saved.").wait_for()
    mia.locator(".ProseMirror").click()
    mia.keyboard.press("Control+End")
    mia.keyboard.type(" Mia's.")
    kept(mia)
    anton = sign_in_to_desk(visit(), "anton")
    anton.goto(mia.url)
    expect(anton.get_by_text("Mia Keller is writing on this too, since")).to_be_visible()
    anton.locator(".ProseMirror").click()
    anton.keyboard.press("Control+End")
    anton.keyboard.type(" Anton's.")
    anton.get_by_role("button", name="Save").click()
    anton.get_by_text("Saved.").wait_for()
    mia.get_by_role("button", name="Save").click()
    expect(mia.get_by_text(re.compile("Anton .* saved this after you opened it"))).to_be_visible()
    assert text_of(mia) == "First. Mia's."
    mia.get_by_role("button", name="Save anyway").click()
    mia.get_by_text("Saved.").wait_for()
    mia.get_by_role("link", name="Versions").click()
    mia.get_by_role("link", name="Version 2", exact=True).click()
    expect(mia.locator(".diff ins")).to_contain_text("Anton's")
    mia.get_by_role("button", name="Restore this version").click()
    expect(mia.get_by_text("says again what it said in version 2")).to_be_visible()


def test_an_article_is_written_without_a_script(visit: Visit) -> None:
    page, title = sign_in_to_desk(visit(javascript=False), "mia"), f"Plain {uuid4().hex[:8]}"
    page.goto(NEW)
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text").fill("## One\n\nTwo.")
    page.get_by_label("Pictures and files").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b"}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert re.fullmatch(r"## One\n\nTwo\.\n\n\[a\.csv\]\(\S+\)", text_of(page))


def test_nothing_keeps_anybody_out_of_writing(visit: Visit, site: Site) -> None:
    page, title = at_a_new_article(visit, "anton"), f"Open {uuid4().hex[:8]}"
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Markdown").click()
    page.locator("textarea[name=text]").fill(NORMAL)
    page.get_by_role("button", name="Rich text").click()
    found = Findings(page)
    found.look("writing rich")
    page.get_by_label("Status").select_option(label="Published")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    page.locator(".ProseMirror").wait_for()
    here = page.url
    found.look("a saved article")
    page.get_by_role("link", name="See it as customers do").click()
    expect(page.get_by_role("button", name="Copy")).to_be_visible()
    found.look("the article that is read")
    found.visit([f"{here}versions/", f"{here}versions/1/"])
    assert found.lines == []
