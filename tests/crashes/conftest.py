from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.crashes.cluster import Cluster
from tests.foundation.mail.smtp_server import MailServer, mail_server
from tests.run import run_folder


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as answering:
        yield answering


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    made = Cluster(run_folder() / f"cluster{os.environ.get('PYTEST_XDIST_WORKER', '')}")
    made.start()
    yield made
    made.remove()
