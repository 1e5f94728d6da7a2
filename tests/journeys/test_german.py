"""German words are long: on a phone nothing is cut, broken or pushed out of the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PASSWORD, Visit

pytestmark = pytest.mark.journey

PAGES = (
    "/desk/", "/desk/search/?q=export", "/desk/tickets/new/", "/desk/profile/",
    "/desk/settings/choices/brand/", "/desk/settings/choices/words/", "/desk/settings/mails/answered/",
    "/desk/settings/departments/", "/desk/settings/colleagues/", "/desk/settings/priorities/",
    "/desk/settings/fields/new/", "/desk/settings/changes/", "/desk/settings/deliveries/",
)  # fmt: skip
IN_TWO_LINES = """() => [...document.querySelectorAll(".table bdi, .segments a, .btn")]
  .filter((one) => one.offsetParent && one.firstChild)
  .filter((one) => { const words = document.createRange(); words.selectNodeContents(one);
    const boxes = [...words.getClientRects()].filter((box) => box.width);
    return boxes.some((box) => box.top >= boxes[0].bottom); })
  .map((one) => one.textContent.trim())"""


@pytest.fixture
def olga(visit: Visit) -> Page:
    page = visit(width=390, locale="de-DE", has_touch=True, is_mobile=True)
    page.goto("/desk/")
    page.get_by_label("E-Mail").fill("olga@northwind.example")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


def test_pages_of_the_desk_and_the_settings_fit_a_phone(olga: Page) -> None:
    for path in PAGES:
        olga.goto(path)
        assert olga.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert olga.evaluate(IN_TWO_LINES) == [], path


def test_the_icons_of_the_rail_are_large_enough_for_a_thumb(olga: Page) -> None:
    sizes = olga.evaluate(
        """[...document.querySelectorAll(".rail :is(.row, .searchbox)")].filter((one) => one.offsetParent)
        .map((one) => Math.min(one.offsetWidth, one.offsetHeight))"""
    )
    assert len(sizes) > 5
    assert min(sizes) >= 44
    assert olga.evaluate("document.querySelector('.rail .me').getBoundingClientRect().right") <= 390
