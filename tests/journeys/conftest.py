"""Whole stories in a real browser, against the product as it is served: web, worker and database are real."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from tests.journeys.host_site import HostSite
from tests.run import data_folder

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
PASSWORD = "try-the-help-desk"
START_WITHIN = 120.0


@cache
def filled_folder() -> Path:
    """A data folder with the demo, made once by each worker of a run: every site begins with a copy."""
    folder = data_folder() / "with-the-demo"
    subprocess.run([sys.executable, "-m", "smartai", "demo"], env=_environment(folder), check=True)
    return folder


def _environment(folder: Path) -> dict[str, str]:
    """Whatever is set around the tests stays outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SMARTAI_")}
    own = {"SMARTAI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "smartai.config.settings"}
    return {**kept, **own, "SMARTAI_LOG_LEVEL": "WARNING"}


@dataclass
class Site:
    """The product with its demo, served by processes of its own."""

    folder: Path
    port: int = 0
    serving: subprocess.Popen[bytes] | None = None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        if not self.folder.exists() and self.more.get("SMARTAI_DEMO") != "0":
            shutil.copytree(filled_folder(), self.folder)
        self.serving = subprocess.Popen(
            [sys.executable, "-m", "smartai", "serve"],
            env={**_environment(self.folder), "PORT": str(self.port), **self.more},
            stdout=subprocess.DEVNULL,
            stderr=(self.folder.parent / f"{self.folder.name}.log").open("ab"),
        )
        try:
            self.wait_until(lambda: self.health().get("worker") == "ok", START_WITHIN)
        except BaseException:
            self.stop()
            raise

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        if self.serving and self.serving.poll() is None:
            self.serving.send_signal(how)
            self.serving.wait(15)
        self.serving = None

    def health(self) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return dict(json.load(answer))
        except OSError:
            return {}

    @staticmethod
    def wait_until(happened: Callable[[], Any], within: float = 20.0) -> None:
        """Looks again and again; fails when it has not happened in time."""
        until = time.monotonic() + within
        while not happened():
            if time.monotonic() > until:
                pytest.fail(f"it did not happen within {within} s")
            time.sleep(0.05)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One for the whole run (of each worker): stories write as different people and disturb nobody."""
    folder = Path(tempfile.mkdtemp(prefix="smartai-journeys-"))
    served = Site(folder / "data")
    served.start()
    yield served
    served.stop()
    shutil.rmtree(folder, ignore_errors=True)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """``visit(width=390, javascript=False)`` opens somebody's own browser; its console must stay silent."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(*, width: int = 1440, javascript: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=options.pop("base_url", site.url),
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale=options.pop("locale", "en-GB"),
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console", lambda line: problems.append(line.text) if _is_ours(line.text, line.type) else None
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def _is_ours(text: str, kind: str) -> bool:
    """Answers like 404 or 409 are logged by the browser as errors too; they are part of stories."""
    return kind == "error" and "Failed to load resource" not in text


_signed_in: dict[tuple[str, str], Any] = {}


def sign_in_to_desk(page: Page, name: str) -> Page:
    """With the session of an earlier story where it still holds: so many passwords an hour are too many."""
    page.goto("/desk/")
    site = page.url.partition("/desk/")[0]
    if cookies := _signed_in.get((site, name)):
        page.context.add_cookies(cookies)
        page.goto("/desk/")
    if "/sign-in/" not in page.url:
        return page
    page.get_by_label("E-mail").fill(f"{name}@northwind.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    _signed_in[site, name] = page.context.cookies()
    return page


def open_mail(page: Page, site: Site, address: str, subject: str = "") -> Page:
    """Opens the newest mail to the address with these words, once it has arrived.

    The list marks a mail that is still on its way; its links are not to be seen before.
    """
    mail = page.locator("main .rows li", has_text=address).filter(has_text=subject).first
    arrived = mail.filter(has_not=page.locator(".tag"))
    site.wait_until(lambda: page.goto("/outbox/") and arrived.count())
    arrived.get_by_role("link").click()
    page.locator(".kept-mail").wait_for()
    return page


@dataclass(frozen=True)
class Embedding:
    """A panel that a site of somebody else embeds. ``near`` is one whose frames may keep things in a tab:
    to a private window another name on the loopback is a third party, another port of ours is not.
    """

    help_desk: str
    host: HostSite
    near: HostSite
    key: str

    def snippet(self, *, more: str = "", key: str = "") -> str:
        return f'<script async src="{self.help_desk}/embed.js" data-panel="{key or self.key}"{more}></script>'


@pytest.fixture(scope="session")
def embedding(site: Site, browser: Browser) -> Iterator[Embedding]:
    """The owner lists the other site as one that may embed the support page."""
    host, near = HostSite("localhost"), HostSite("127.0.0.1")
    context = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900}, locale="en-GB")
    desk = sign_in_to_desk(context.new_page(), "olga")
    desk.goto("/desk/settings/panels/")
    desk.get_by_role("link", name="Support page").click()
    key = allow_site(desk, f"{host.origin}\n{near.origin}")
    context.close()
    yield Embedding(site.url, host, near, key)
    host.stop()
    near.stop()


def allow_site(desk: Page, origin: str) -> str:
    """On the page of a panel; returns its key."""
    desk.get_by_label("Sites that may embed it").fill(origin)
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("Saved.").wait_for()
    return desk.locator(".snippet").inner_text().split('data-panel="')[1].split('"')[0]


def frame_of(page: Page, key: str = "") -> Frame:
    """The frame of a panel: it hangs in a closed shadow root, where no selector of the page reaches."""
    Site.wait_until(lambda: frames_of(page, key))
    frame = frames_of(page, key)[0]
    frame.locator("h1").first.wait_for()
    return frame


def frames_of(page: Page, key: str = "") -> list[Frame]:
    page.evaluate("0")  # lets the browser tell what happened meanwhile
    return [frame for frame in page.frames if f"/w/{key}" in frame.url and frame.parent_frame]
