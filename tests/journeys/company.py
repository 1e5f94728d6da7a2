"""A help desk of its own, whose owner changes every choice: other stories meet theirs as it was."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Embedding, Site, allow_site, sign_in_to_desk
from tests.journeys.host_site import HostSite
from tests.journeys.trying import Customer, Owner, host_page
from tests.stand_ins import stand_in

ROOT = Path(__file__).parents[2]
JONAS = "jonas@lindqvist.example"


@dataclass
class Company:
    """A help desk of its own for these stories, its owner, and customers in browsers that they keep."""

    site: Site
    embedding: Embedding
    owner: Owner
    visitor: Customer
    jonas: Customer
    open: Callable[..., Page]

    def give_back(self) -> None:
        """All choices are as they were at first, and no draft is left; as an import of the settings would
        make them, without starting a process for it.
        """
        with closing(sqlite3.connect(self.site.folder / "smartai.sqlite3", timeout=20)) as rows, rows:
            rows.execute("DELETE FROM workspace_choicedraft")
            first = json.dumps({"brand": {"name": "Northwind"}, "sign_in": {"policy": "open"}})
            rows.execute("UPDATE workspace_workspace SET choices = ?, version = version + 1", [first])


@pytest.fixture(scope="module")
def company(browser: Browser) -> Iterator[Company]:
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="smartai-original-")))
        google = ending.enter_context(stand_in("recaptcha-v2"))
        site = Site(folder / "data", more={"SMARTAI_RECAPTCHA_URL": google.address})
        ending.callback(site.stop)
        site.start()
        opened = partial(_opened, browser, site, ending)
        numbers = _written_beside(site)
        desk = sign_in_to_desk(opened(), "olga")
        embedding = _embedding(desk, site, ending)
        owner = Owner(desk, numbers["olga@northwind.example"], _picture())
        visitor = Customer(opened(), opened(), "", {})
        jonas = Customer(opened(), opened(), "Jonas Lindqvist", numbers[JONAS])
        inline = ' data-target="#help" data-open="new"'
        there = host_page(embedding, "/inline/", inline, '<div id="help"></div>')
        for customer in (visitor, jonas):
            customer.site.goto(there)
            customer.open_site()
        jonas.sign_in()
        yield Company(site, embedding, owner, visitor, jonas, opened)


@pytest.fixture
def as_at_first(company: Company) -> Iterator[Company]:
    company.give_back()
    yield company
    company.give_back()


def _opened(browser: Browser, site: Site, ending: ExitStack) -> Page:
    """In somebody's own browser."""
    size: Any = {"width": 1440, "height": 900}
    context = browser.new_context(base_url=site.url, viewport=size, locale="en-GB")
    ending.callback(context.close)
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def _embedding(desk: Page, site: Site, ending: ExitStack) -> Embedding:
    near, far = HostSite("127.0.0.1"), HostSite("localhost")
    for host in (near, far):
        ending.callback(host.stop)
    desk.goto("/desk/settings/panels/")
    desk.get_by_role("link", name="Support page").click()
    return Embedding(site.url, far, near, allow_site(desk, f"{near.origin}\n{far.origin}"))


def _written_beside(site: Site) -> dict[str, dict[str, int]]:
    own = {"SMARTAI_DATA": str(site.folder), "DJANGO_SETTINGS_MODULE": "smartai.config.settings"}
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.own_requests"],
        env={**os.environ, **own},
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return dict(json.loads(told.stdout.splitlines()[-1]))


def _picture() -> Any:
    drawn = BytesIO()
    Image.new("RGB", (64, 64), "#aa3366").save(drawn, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
