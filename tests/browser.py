"""One browser for all tests of a run that need one (of each worker): a second cannot be started beside it."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

expect.set_options(timeout=20_000)  # a busy machine is slow; no story is about that


NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first takes two thirds of the time: a whole browser draws its window even where nobody sees it."""


def chromium_here() -> str:
    """Where the browser is; CHROMIUM names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), NAMES[0])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_here(),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        loop = asyncio._get_running_loop()
        yield chromium
        asyncio._set_running_loop(loop)
        chromium.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Playwright leaves its loop running in the main thread between its calls, and beside a loop Django asks
    no database. Tests that need no browser run as if there were none.
    """
    loop = asyncio._get_running_loop()
    if loop is None or "browser" in getattr(item, "fixturenames", ()):
        return (yield)
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        if loop.is_running():
            asyncio._set_running_loop(loop)
