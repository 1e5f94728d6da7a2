"""Keeping help articles in order, in a browser: by dragging, by buttons, and many at once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit, sign_in_to_desk
from tests.journeys.test_accessibility import Findings

pytestmark = pytest.mark.journey


def add_category(page: Page, name: str, under: str = "") -> None:
    page.goto("/desk/settings/categories/")
    form = page.locator("form.stack")
    form.get_by_label("Name").fill(name)
    if under:
        form.get_by_label("Under").select_option(label=under)
    form.get_by_role("button", name="Add category").click()
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def write_article(page: Page, title: str, *, rich: bool = True) -> None:
    """``rich`` where there are scripts: the text is written in the mode that shows its field."""
    page.goto("/desk/settings/articles/new/")
    page.get_by_label("Title").fill(title)
    if rich:
        page.get_by_role("button", name="Markdown").click()
    page.locator("textarea[name=text]").fill("Send it as a file.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(lambda url: not url.endswith("/new/"))


def move_into(page: Page, category: str, *titles: str) -> None:
    choose(page, *titles)
    page.get_by_label("Category", exact=True).last.select_option(label=category)
    page.get_by_role("button", name="Move there").click()
    expect(page.get_by_role("heading", name=category)).to_be_visible()


def choose(page: Page, *titles: str) -> None:
    page.goto("/desk/settings/articles/")
    for title in titles:
        page.get_by_label(f"Choose “{title}”").check()


def order(page: Page, names: list[str]) -> list[str]:
    shown = page.locator("ordered-rows li > a.link").all_inner_texts()
    return [name for name in shown if name in names]


def row(page: Page, name: str) -> Locator:
    return page.locator("li[data-key]", has=page.get_by_role("link", name=name, exact=True)).last


def mover(page: Page, name: str, to: str) -> Locator:
    return row(page, name).get_by_role("button", name=f"Move {to}")


def drag(page: Page, name: str, onto: str) -> None:
    grip, target = row(page, name).locator("> .grip"), row(page, onto).locator("> .grip")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, (start["y"] + end["y"]) / 2, steps=4)
    page.mouse.move(start["x"] + 8, end["y"] + (24 if end["y"] > start["y"] else -8), steps=4)
    with page.expect_response(lambda answer: answer.url.endswith("/order/") and answer.status == 204):
        page.mouse.up()


def test_categories_are_dragged_and_moved_by_buttons_and_stay_so(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    names = [f"{name} {uuid4().hex[:6]}" for name in ("One", "Two", "Three")]
    one, two, three = names
    for name in names:
        add_category(page, name)
    drag(page, three, onto=one)
    assert order(page, names) == [three, one, two]
    with page.expect_response(lambda answer: answer.status == 204):
        mover(page, two, "up").press("Enter")
    assert order(page, names) == [three, two, one]
    expect(mover(page, two, "up")).to_be_focused()
    page.reload()
    assert order(page, names) == [three, two, one]


def test_an_order_that_could_not_be_saved_goes_back_and_says_so(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    names = [f"{name} {uuid4().hex[:6]}" for name in ("One", "Two")]
    for name in names:
        add_category(page, name)
    page.route("**/categories/order/", lambda route: route.fulfill(status=503))
    mover(page, names[1], "up").click()
    expect(page.locator("ordered-rows .notice")).to_have_text(
        "The order could not be saved. Please try again."
    )
    assert order(page, names) == names


def test_without_scripts_buttons_move_and_many_are_archived_at_once(visit: Visit) -> None:
    page = sign_in_to_desk(visit(javascript=False), "mia")
    names = [f"{name} {uuid4().hex[:6]}" for name in ("One", "Two")]
    for name in names:
        add_category(page, name)
    expect(page.locator(".grip").first).to_be_hidden()
    mover(page, names[1], "up").click()
    assert order(page, names) == names[::-1]
    for name in names:
        write_article(page, name, rich=False)
    choose(page, *names)
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_text("2 articles are archived.")).to_be_visible()
    page.get_by_role("link", name="Archived").click()
    expect(page.get_by_role("link", name=names[0])).to_be_visible()


def test_a_category_is_removed_and_its_articles_are_where_they_were_sent(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    mark = uuid4().hex[:6]
    old, new, article = f"Old {mark}", f"New {mark}", f"Article {mark}"
    for name in (old, new):
        add_category(page, name)
    write_article(page, article)
    move_into(page, old, article)
    page.goto("/desk/settings/categories/")
    page.get_by_role("link", name=old, exact=True).click()
    page.get_by_role("link", name="Remove this category").click()
    expect(page.get_by_text("There is 1 article in it.")).to_be_visible()
    page.get_by_label("Its articles go into").select_option(label=new)
    page.get_by_role("button", name="Remove category").click()
    page.get_by_role("link", name=new, exact=True).click()
    expect(page.get_by_role("link", name=article)).to_be_visible()
    page.goto("/desk/settings/categories/")
    expect(page.get_by_role("link", name=old, exact=True)).to_have_count(0)


def test_archiving_many_can_be_undone_from_the_page_that_says_so(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    titles = [f"Article {uuid4().hex[:6]}" for _ in range(2)]
    for title in titles:
        write_article(page, title)
    page.goto("/desk/settings/articles/")
    expect(page.get_by_role("button", name="Archive", exact=True)).to_be_hidden()
    choose(page, *titles)
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_role("link", name=titles[0])).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=titles[0])).to_be_visible()


def test_whoever_keeps_articles_in_order_meets_no_barrier(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    mark = uuid4().hex[:6]
    add_category(page, f"Files {mark}")
    add_category(page, f"Exports {mark}", under=f"Files {mark}")
    write_article(page, f"Article {mark}")
    move_into(page, f"Files {mark}", f"Article {mark}")
    found = Findings(page)
    choose(page, f"Article {mark}")
    found.look("articles, one of them chosen")
    addresses = [
        "/desk/settings/articles/?all=1",
        "/desk/settings/articles/?q=file",
        "/desk/settings/articles/links/",
    ]
    found.visit([*addresses, "/desk/settings/categories/"])
    found.follow(f"main a:text-is('Files {mark}')")
    found.visit([f"{page.url}remove/"])
    page.goto("/desk/settings/articles/")
    found.follow("main .rows .hint a")
    assert found.lines == []
