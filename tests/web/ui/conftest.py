"""Small pages for trying scripts out in a real browser, under the real security policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.ui import pages


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    chain = ["smartai.config.front_door.say_policy", "django.middleware.csrf.CsrfViewMiddleware"]
    with override_settings(ROOT_URLCONF="tests.web.ui.pages", MIDDLEWARE=chain):
        server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
        server.daemon_threads = True
        server.set_app(StaticFilesHandler(WSGIHandler()))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        for stream in pages.streams:
            stream.put(None)
        server.shutdown()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site)
    pages.received.clear()
    pages.uploaded.clear()
    yield context
    pages.may_answer.set()
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda line: problems.append(line.text) if _is_ours(line.type, line.text) else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    assert problems == []


def _is_ours(kind: str, text: str) -> bool:
    """A lost connection is logged by the browser too; it is part of stories."""
    return kind in ("error", "warning") and "Failed to load resource" not in text
