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
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
PASSWORD = "try-the-help-desk"
START_WITHIN = 60.0


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
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SMARTAI_")}
        own = {"SMARTAI_DATA": str(self.folder), "PORT": str(self.port), "SMARTAI_LOG_LEVEL": "WARNING"}
        self.serving = subprocess.Popen(
            [sys.executable, "-m", "smartai", "serve"],
            env={**kept, **own, "DJANGO_SETTINGS_MODULE": "smartai.config.settings", **self.more},
            stdout=subprocess.DEVNULL,
            stderr=(self.folder.parent / f"{self.folder.name}.log").open("ab"),
        )
        self.wait_until(lambda: self.health().get("worker") == "ok", START_WITHIN)

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
            base_url=site.url,
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


def sign_in_to_desk(page: Page, name: str) -> Page:
    page.goto("/desk/")
    page.get_by_label("E-mail").fill(f"{name}@northwind.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
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
