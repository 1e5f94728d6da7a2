from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.foundation.mail.smtp_server import MailServer, mail_server


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture(autouse=True)
def our_address(settings: Settings) -> None:
    settings.BASE_URL = "https://help.northwind.example"
    settings.MAIL_FROM = "support@northwind.example"
