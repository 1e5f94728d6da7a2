"""Takes the pictures of docs/guide from a demo that is running and freshly filled (`smartai serve`).

It signs in as people of the demo and only looks. `--only desk` takes those whose name contains "desk".
"""

from __future__ import annotations

import argparse
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs/guide/images"
LARGEST = 150_000
OWNER, CUSTOMER, PASSWORD = "olga@northwind.example", "jonas@lindqvist.example", "try-the-help-desk"
WIDE, PHONE = (1440, 900), (390, 844)

Steps = Callable[[Page], object]


@dataclass(frozen=True)
class Picture:
    """``who`` is "", "owner" or "customer"; ``then`` is what is done on the page before it is taken."""

    name: str
    path: str
    who: str = ""
    size: tuple[int, int] = WIDE
    dark: bool = False
    locale: str = "en-GB"
    then: Steps | None = None


def open_first(selector: str) -> Steps:
    """Goes where the first link of the selector leads."""

    def steps(page: Page) -> None:
        page.goto(page.locator(selector).first.get_attribute("href") or "/")

    return steps


def open_titled(words: str) -> Steps:
    return open_first(f'a:has-text("{words}")')


def checked(page: Page) -> None:
    """Waits for the robot check of the page."""
    page.locator("input[name=proof]:not([value=''])").wait_for(state="attached")


def suggested(page: Page) -> None:
    """Writes a title and opens the article that may answer it."""
    page.get_by_label("Title").press_sequentially("Export stops at row 10,000")
    page.locator("[data-words] [data-sheet-url]").first.click()
    page.locator("[data-answered]").wait_for()


def written(page: Page) -> None:
    """Opens an article and waits until it can be written."""
    open_titled("Exporting large reports")(page)
    page.locator(".ProseMirror").wait_for()


def conditional(page: Page) -> None:
    """Opens an own field in the list, and begins a condition; nothing of it is saved."""
    page.get_by_role("button", name="Invoice number", exact=True).click()
    page.get_by_role("button", name="Add a condition").first.click()
    page.get_by_label("Looks at").select_option(label="Department")
    page.get_by_label("Value").select_option("Billing")
    page.locator(".rule").first.scroll_into_view_if_needed()
    page.wait_for_timeout(1_500)  # until the preview has followed


EXPORT = open_titled("Export stops")
HELP_ARTICLE = "/help/exporting-large-reports/"
PICTURES = (
    Picture("new-request", "/support/"),
    Picture("new-request-phone", "/support/", size=PHONE),
    Picture("new-request-dark", "/support/", dark=True),
    Picture("suggestion", "/support/", then=suggested),
    Picture("suggestion-dark", "/support/", dark=True, then=suggested),
    Picture("sign-in", "/support/sign-in/", then=checked),
    Picture("requests", "/support/requests/", "customer"),
    Picture("requests-arabic", "/support/requests/", "customer", locale="ar"),
    Picture("conversation", "/support/requests/", "customer", then=EXPORT),
    Picture("help", "/help/"),
    Picture("help-dark", "/help/", dark=True),
    Picture("help-search", "/help/?q=exprot"),
    Picture("help-search-dark", "/help/?q=exprot", dark=True),
    Picture("help-article", HELP_ARTICLE),
    Picture("help-article-dark", HELP_ARTICLE, dark=True),
    Picture("desk", "/desk/views/needs-reply/", "owner", then=EXPORT),
    Picture("desk-dark", "/desk/views/needs-reply/", "owner", dark=True, then=EXPORT),
    Picture("desk-phone", "/desk/views/needs-reply/", "owner", size=PHONE),
    Picture("desk-ticket-phone", "/desk/views/needs-reply/", "owner", size=PHONE, then=EXPORT),
    Picture("articles", "/desk/settings/articles/", "owner"),
    Picture("articles-dark", "/desk/settings/articles/", "owner", dark=True),
    Picture("writing", "/desk/settings/articles/", "owner", then=written),
    Picture("writing-dark", "/desk/settings/articles/", "owner", dark=True, then=written),
    Picture("saved-replies", "/desk/settings/saved-replies/", "owner"),
    Picture("saved-replies-dark", "/desk/settings/saved-replies/", "owner", dark=True),
    Picture("first-steps", "/desk/settings/start/look/", "owner"),
    Picture("settings-brand", "/desk/settings/choices/brand/", "owner"),
    Picture("settings-form", "/desk/settings/fields/", "owner"),
    Picture("settings-field", "/desk/settings/fields/", "owner", then=conditional),
    Picture("settings-colleagues", "/desk/settings/colleagues/", "owner"),
    Picture("settings-mail", "/desk/settings/mails/answered/", "owner"),
    Picture("outbox", "/outbox/"),
)
SETTINGS = (
    "choices/brand", "choices/panel", "choices/welcome", "choices/labels", "panels", "choices/widget",
    "fields", "choices/form", "priorities", "statuses", "tags", "choices/requests", "choices/retention",
    "departments", "colleagues", "customers", "choices/hours", "choices/sign_in", "choices/registration",
    "questions", "choices/team", "providers", "choices/protection", "choices/mail", "choices/words",
    "deliveries", "articles", "categories", "asked", "figures", "choices/helpfulness", "saved-replies",
    "start/look", "changes",
)  # fmt: skip
"""Every page of the settings by its address; `tests/test_pictures.py` says when one is missing."""


def drawn(page: Page) -> None:
    """Until the preview beside the choices stands."""
    page.wait_for_timeout(1_200)


def of_settings() -> list[Picture]:
    """Each in light and dark, as `docs/guide/pages-of-the-settings.md` shows them."""
    return [
        Picture(
            f"settings/{path.replace('/', '-')}{'-dark' if dark else ''}", f"/desk/settings/{path}/", "owner",
            dark=dark, then=drawn,
        )
        for path in SETTINGS
        for dark in (False, True)
    ]  # fmt: skip


class Camera:
    """One browser; everybody signs in once and the cookies serve all their pictures."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.cookies = {"": None, "owner": self._owner(), "customer": self._customer()}

    def take(self, picture: Picture) -> bytes:
        page = self._page(
            viewport={"width": picture.size[0], "height": picture.size[1]},
            color_scheme="dark" if picture.dark else "light",
            locale=picture.locale,
            storage_state=self.cookies[picture.who],
        )
        page.goto(picture.path)
        if picture.then:
            picture.then(page)
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready")
        shot = page.screenshot(animations="disabled", caret="hide")
        page.context.close()
        return shot

    def _owner(self) -> object:
        return self._signed_in("/desk/sign-in/", OWNER)

    def _customer(self) -> object:
        return self._signed_in("/support/sign-in/", CUSTOMER)

    def _signed_in(self, path: str, address: str) -> object:
        page = self._page(locale="en-GB")
        page.goto(path)
        page.locator("input[type=email]").fill(address)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("input[type=password]").press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        cookies = page.context.storage_state()
        page.context.close()
        return cookies

    def _page(self, **options: object) -> Page:
        page = self.browser.new_context(base_url=self.url, **options).new_page()  # type: ignore[arg-type]  # passed on
        page.set_default_timeout(15_000)
        return page


def small(shot: bytes) -> bytes:
    """The picture as PNG with a palette, of as many colours as fit below ``LARGEST``."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    for colours in (256, 128, 64, 32):
        kept = io.BytesIO()
        picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            kept, "PNG", optimize=True
        )
        if kept.tell() < LARGEST:
            break
    return kept.getvalue()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--url", default="http://127.0.0.1:8000", help="where the demo answers (%(default)s)")
    asked.add_argument("--only", default="", help="part of the names of the pictures to take")
    chosen = asked.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            # The shell that runs the tests sets letters on whole pixels: words run together in its pictures.
            executable_path=os.environ.get("CHROMIUM") or which("chromium") or which("google-chrome"),
            args=["--no-sandbox"],
        )
        camera = Camera(browser, chosen.url)
        for picture in (*PICTURES, *of_settings()):
            if chosen.only in picture.name:
                file = IMAGES / f"{picture.name}.png"
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(small(camera.take(picture)))
                print(f"{file.name:<28}{file.stat().st_size // 1000:>5} kB")


if __name__ == "__main__":
    main()
