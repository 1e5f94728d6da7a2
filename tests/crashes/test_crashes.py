"""Real processes, killed at random moments while customers write: what was acknowledged is there once.

``SMARTAI_TEST_LONG=1`` kills a hundred times.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.config.test_serving import Installation, children, until
from tests.crashes.customer import Customer
from tests.crashes.ledger import acknowledged, all_is_there_exactly_once, inside, writing
from tests.foundation.mail.smtp_server import MailServer
from tests.foundation.mail.stopping_server import stopping_server
from tests.run import RUN

KILLS = 100 if os.environ.get("SMARTAI_TEST_LONG") else 5
IN_A_ROW = 2
"""A child that keeps ending is started later and later; whole groups begin anew."""
CUSTOMERS = 3
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def site(tmp_path: Path, server: MailServer) -> Iterator[Installation]:
    """On the kind of database that this run of the tests is for; on PostgreSQL with two web processes."""
    made = Installation(tmp_path / "data")
    made.environment |= {"SMARTAI_SMTP_URL": server.url, "SMARTAI_LOG_LEVEL": "ERROR"}
    name = f"smartai_test_{RUN}_crash{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    url = os.environ.get("SMARTAI_TEST_DATABASE_URL", "")
    if url:
        _database(url, "CREATE DATABASE {}", name)
        of_its_own = f"{url.rpartition('/')[0]}/{name}"
        made.environment |= {"SMARTAI_DATABASE_URL": of_its_own, "SMARTAI_WEB_PROCESSES": "2"}
    yield made
    for process in made.started:
        process.kill()
        process.wait()
    if url:
        _database(url, "DROP DATABASE {} WITH (FORCE)", name)


def _database(url: str, statement: str, name: str) -> None:
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def test_what_was_acknowledged_is_there_exactly_once(site: Installation, server: MailServer):
    site.start()
    with writing(site, CUSTOMERS) as customers:
        _kill_something_now_and_then(site, customers)
    assert acknowledged(customers) > KILLS
    all_is_there_exactly_once(site, customers, server)


@pytest.mark.parametrize("everything", [False, True], ids=["the worker", "everything"])
def test_a_mail_that_a_killed_worker_was_sending_arrives_while_somebody_waits_for_it(
    site: Installation, everything: bool
):
    """A sign-in code lives for ten minutes, a lease for five: nobody waits for the lease."""
    with stopping_server("answer", hangs=True) as stopped:
        site.environment["SMARTAI_SMTP_URL"] = stopped.url
        serving = site.start()
        message_id = inside(site, "owe")
        assert stopped.reached.wait(60)
        if everything:
            serving.kill()
            serving.wait()
            site.start()
        else:
            os.kill(children(serving.pid)[-1], signal.SIGKILL)
        stopped.let_go()
        until(lambda: len(stopped.accepted) > 1, 60)
        ids = [message_from_bytes(letter)["Message-ID"] for letter in stopped.accepted]
    assert ids == [message_id] * 2, "the first one was killed before it heard that it was taken"


def _kill_something_now_and_then(site: Installation, customers: list[Customer]) -> None:
    """Between two kills something was acknowledged, so that a slow machine tests the same as a quick one."""
    chance = random.Random()
    in_a_row = 0
    for _ in range(KILLS):
        before = acknowledged(customers)
        until(lambda known=before: acknowledged(customers) > known, 60)  # type: ignore[misc]  # bound now
        time.sleep(chance.uniform(0, 0.3))
        serving = site.started[-1]
        victims = children(serving.pid)
        if in_a_row == IN_A_ROW or not victims:
            serving.kill()
            serving.wait()
            site.start()
            in_a_row = 0
        else:
            os.kill(chance.choice(victims), signal.SIGKILL)
            in_a_row += 1
