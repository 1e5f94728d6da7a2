"""A page with the keyboard alone: what TAB reaches, in which order, and whether it is seen there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

SCRIPT = Path(__file__).with_name("keyboard.js")
MOST_STOPS = 60
"""Of a page that TAB walks to; those behind them are only looked at."""
MOST_PRESSES = 8
"""To the next stop: a date has three parts, and what scrolls may take the focus too."""
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


class Keyboard:
    """What is wrong for somebody without a mouse, page by page. The frame that all of them share is walked
    through on the first one, and each menu is opened once at each size.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[str] = []
        self.place = "body"
        self.opened: set[str] = set()

    def look(self, name: str) -> None:
        """At a page that was just opened."""
        self.page.evaluate(SCRIPT.read_text())
        wrong = self._walked()
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)
            wrong += [f"at {size['width']} px {it}" for it in self._asked("wrong")]
            wrong += [f"at {size['width']} px {it}" for it in self._menus(size["width"])]
        self.lines += [f"{name} {it}" for it in wrong]
        self.place = "main"

    def _walked(self) -> list[str]:
        """From the link that skips to the content, one stop after the other, and out at the end. What a
        frame shows is a page of its own.
        """
        self.page.keyboard.press("Tab")
        if not self.page.evaluate("document.activeElement.matches('.skip') && innerWidth > 0"):
            return [f"begins at {self._asked('active')}"]
        at = 0
        if self.place == "main":
            self.page.keyboard.press("Enter")
            at = -1
        self._asked("shutFrames")
        count = len(self._asked("names"))
        for expected in range(at + 1, min(count, MOST_STOPS)):
            if self._pressed(expected - 1) != expected:
                return [f"after {expected} of {count} stops comes {self._asked('active')}"]
        if count <= MOST_STOPS and self._pressed(count - 1, last=True) != -1:
            return [f"does not let go of the focus: {self._asked('active')}"]
        self._asked("openFrames")
        return []

    def _pressed(self, at: int, last: bool = False) -> int:
        """Where TAB leads from a stop; -1 is outside, or what scrolls and is none of ours."""
        here: int = at
        for _ in range(MOST_PRESSES):
            self.page.keyboard.press("Tab")
            here = self._asked("here")
            if here != at and (last or here != -1):
                break
        return here

    def _menus(self, width: int) -> list[str]:
        """What a button opens comes by ENTER, and ESCAPE gives the focus back to the button."""
        wrong = []
        for menu in self._asked("menus"):
            if f"{menu} {width}" in self.opened:
                continue
            self.opened.add(f"{menu} {width}")
            self.page.focus(f'[popovertarget="{menu}"]:not([popovertargetaction])')
            self.page.keyboard.press("Enter")
            self.page.locator(f"#{menu}:popover-open").wait_for()
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Escape")
            self.page.locator(f"#{menu}:popover-open").wait_for(state="detached")
            if f'popovertarget="{menu}"' not in (here := self._asked("active")):
                wrong.append(f"{menu} gives the focus to {here}")
        return wrong

    def _asked(self, what: str) -> Any:
        return self.page.evaluate("([what, place]) => keys[what](place)", [what, self.place])
