from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.foundation.mail.smtp_server import MailServer, mail_server


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as answering:
        yield answering
