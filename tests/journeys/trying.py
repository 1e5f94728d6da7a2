"""An owner who tries choices in the preview and publishes them, and a customer who meets them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error, Frame, Page, expect

from tests.journeys.conftest import PASSWORD, Embedding, frame_of
from tests.journeys.original_settings import LOGO
from tests.journeys.sights import PLACES, Place, Row, Sight

PATIENCE = 20.0
AMISS = """sights => sights.filter(({css, says, there, style}) => {
    const found = [...document.querySelectorAll(css)].some(it =>
        (it.checkVisibility() || it.localName === 'option') && it.textContent.includes(says)
        && Object.entries(style).every(([name, value]) => getComputedStyle(it)[name] === value));
    return found !== there;
}).map(({css, says, there}) => `${there ? 'no' : 'still a'} ${css} ${says}`)"""
"""Of sights, those that are not as they should be."""


def by_page(rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    """What is chosen on each page of the settings."""
    pages: dict[str, dict[str, Any]] = {}
    for row in rows:
        for name, value in row.chosen.items():
            group, _, choice = name.partition(".")
            pages.setdefault(group, {})[choice] = value
    return pages


def by_place(rows: Iterable[Row]) -> dict[str, list[Sight]]:
    places: dict[str, list[Sight]] = {}
    for row in rows:
        for sight in row.seen:
            places.setdefault(sight.place, []).append(sight)
    return places


def amiss(frame: Frame | Page, sights: Iterable[Sight], customer: str) -> list[str]:
    told = [
        {
            "css": one.css,
            "says": one.says.replace("{customer}", customer),
            "there": one.there,
            "style": dict(one.style),
        }
        for one in sights
    ]
    return list(frame.evaluate(AMISS, told))


def see(where: str, look: Callable[[], list[str]], again: Callable[[], None] = lambda: None) -> None:
    """Until all is as it should be: other processes hear of a change within a second."""
    until = time.monotonic() + PATIENCE
    while wrong := look():
        assert time.monotonic() < until, f"it did not happen within {PATIENCE} s, {where}: {wrong}"
        time.sleep(0.1)
        again()


@dataclass
class Owner:
    """At the settings, with the preview beside them. ``picture`` is the logo."""

    page: Page
    numbers: Mapping[str, int]
    picture: Any = None
    name: str = "Olga Berg"

    def try_and_publish(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        for group, values in by_page(rows).items():
            self.fill(group, values)
            concerned = [row for row in rows if any(one.startswith(f"{group}.") for one in row.chosen)]
            for place, sights in by_place(concerned).items():
                self.look_at(place, sights)
            self.publish()

    def fill(self, group: str, values: Mapping[str, Any]) -> None:
        """Waits until all of it is kept as a draft; secrets are never in one."""
        self.page.goto(f"/desk/settings/choices/{group}/")
        for name, value in values.items():
            self._choose(name, value)
        kept = len([name for name in values if not name.endswith("_secret")])
        words = re.compile(rf"^{kept} changes? (is|are) not published$")
        expect(self.page.locator("[data-changes]")).to_have_text(words)

    def look_at(self, place: str, sights: Iterable[Sight]) -> None:
        wanted, pane = PLACES[place], self.page.locator("#preview")
        link = pane.locator("[data-place]", has_text=re.compile(f"^{wanted.preview}$")).first
        tab = link.get_attribute("data-of")
        if pane.get_attribute("data-shows") != tab:
            pane.locator(f"[data-tab={tab}]").click()
        link.click()
        if wanted.there:
            there = wanted.there.format(**self.numbers)
            see(f"on the way to {place} in the preview", lambda: self._followed(there))
        see(f"in the preview of {place}", lambda: self._amiss(sights))

    def _followed(self, link: str) -> list[str]:
        def follow() -> list[str]:
            self._shown().locator(link).click()
            return []

        return self._unless_taken_away(follow)

    def _amiss(self, sights: Iterable[Sight]) -> list[str]:
        return self._unless_taken_away(lambda: amiss(self._shown(), sights, self.name))

    def _unless_taken_away(self, look: Callable[[], list[str]]) -> list[str]:
        """The frame is another one after each change that is kept, perhaps just now."""
        try:
            return look()
        except Error as gone:
            return [gone.message]

    def publish(self) -> None:
        self.page.get_by_role("button", name="Publish", exact=True).click()
        self.page.get_by_text("Published.", exact=True).wait_for()

    def _choose(self, name: str, value: Any) -> None:
        field = self.page.locator(f"#id_{name}")
        if value == LOGO:
            field.set_input_files(self.picture)
        elif isinstance(value, bool):
            field.set_checked(value)
        elif field.evaluate("it => it.localName") == "select":
            field.select_option(value)
        else:
            field.fill(str(value))

    def _shown(self) -> Frame:
        """The page with the draft, once it has taken the place of the one before."""
        expect(self.page.locator("iframe.coming")).to_have_count(0)
        frame = self.page.locator('iframe[name="preview-frame"]').element_handle().content_frame()
        if frame is None:
            raise Error("the frame was taken away")
        frame.wait_for_load_state()
        return frame


@dataclass
class Customer:
    """On the support page, and in a panel that another site has as a part of its page."""

    page: Page
    site: Page
    name: str
    numbers: Mapping[str, int]

    def meet(self, places: Mapping[str, list[Sight]]) -> None:
        for name, sights in places.items():
            place = PLACES[name]
            if place.path:
                self._on_our_page(name, place, sights)
        self.open_site()
        for name, sights in places.items():
            place = PLACES[name]
            if place.asked:
                self._inside(name, place, sights)

    def meet_elsewhere(self, address: str, sights: list[Sight]) -> None:
        """What stands on a page of another site."""

        def again() -> None:
            self.page.goto(address)
            self.page.wait_for_function("() => typeof smartai === 'function' && !smartai.q")

        again()
        see(f"at {address}", lambda: amiss(self.page, sights, self.name), again)

    def open_site(self) -> Frame:
        self.site.reload()
        self.site.wait_for_function("() => typeof smartai === 'function' && !smartai.q")
        return frame_of(self.site)

    def ask_for(self, place: str) -> Frame:
        """The view that the site asks for, once it is shown."""
        self.site.evaluate(
            """place => new Promise(done => {
                addEventListener('smartai:view', done, {once: true}); smartai('open', place) })""",
            place.format(**self.numbers),
        )
        return frame_of(self.site)

    def sign_in(self) -> None:
        """On both; what the frame keeps stays in its tab."""
        self.page.goto("/support/sign-in/")
        frame = self.ask_for("requests")
        for form in (self.page.main_frame, frame):
            form.get_by_label("E-mail").fill("jonas@lindqvist.example")
            form.get_by_label("Password").fill(PASSWORD)
            form.get_by_role("button", name="Sign in", exact=True).click()
            expect(form.get_by_role("heading", level=1)).to_have_text("Your requests")

    def _on_our_page(self, name: str, place: Place, sights: list[Sight]) -> None:
        def again() -> None:
            self.page.goto(place.path.format(**self.numbers))

        again()
        see(f"on the support page at {name}", lambda: amiss(self.page, sights, self.name), again)

    def _inside(self, name: str, place: Place, sights: list[Sight]) -> None:
        frame = self.ask_for(place.asked)
        if place.inside:
            frame.locator(place.inside).first.click()
        see(f"in the embedded panel at {name}", lambda: amiss(frame_of(self.site), sights, self.name))


def host_page(embedding: Embedding, path: str, more: str, body: str = "") -> str:
    return embedding.near.put(path, f"<h1>Lake Shop</h1>{body}{embedding.snippet(more=more)}")
