"""Real processes, killed at random moments while customers write: what was acknowledged is there once.

``SMARTAI_TEST_LONG=1`` kills a hundred times.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.config.test_serving import Installation, children, until
from tests.crashes.customer import Customer
from tests.foundation.mail.smtp_server import MailServer, mail_server
from tests.foundation.mail.stopping_server import stopping_server
from tests.run import RUN

ROOT = Path(__file__).parents[2]
KILLS = 100 if os.environ.get("SMARTAI_TEST_LONG") else 5
IN_A_ROW = 2
"""A child that keeps ending is started later and later; whole groups begin anew."""
CUSTOMERS = 3
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as answering:
        yield answering


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


def inside(site: Installation, *command: str) -> Any:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.crashes.inside", *command],
        env=site.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_what_was_acknowledged_is_there_exactly_once(site: Installation, server: MailServer):
    site.start()
    sessions, enough = inside(site, "prepare", str(CUSTOMERS)), threading.Event()
    customers = [Customer(site.port, session, n, enough) for n, session in enumerate(sessions)]
    for customer in customers:
        customer.start()
    _kill_something_now_and_then(site, customers)
    enough.set()
    for customer in customers:
        customer.join(60)
    assert [customer.problem for customer in customers if customer.problem or customer.is_alive()] == []
    ledger = [one for customer in customers for one in customer.ledger]
    found = inside(site, "found")
    assert len(ledger) > KILLS
    letters = {letter["text"]: letter for letter in found["letters"]}
    assert Counter(letter["text"] for letter in found["letters"]).most_common(1)[0][1] == 1
    assert [
        one
        for one in ledger
        if letters.get(one.text) != {"ticket": one.ticket, "text": one.text, "files": [one.digest]}
    ] == []
    assert {(one.ticket, one.text) for one in ledger if one.new} <= {
        (pk, title) for pk, title in found["tickets"]
    }
    assert found["owed"] == []
    _each_mail_arrived(found, server)
    assert found["swept"] == {"states": ["kept"], "strangers": [], "missing": []}


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
        before = _acknowledged(customers)
        until(lambda known=before: _acknowledged(customers) > known, 60)  # type: ignore[misc]
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


def _acknowledged(customers: list[Customer]) -> int:
    problems = [customer.problem for customer in customers if customer.problem]
    assert problems == []
    return sum(len(customer.ledger) for customer in customers)


def _each_mail_arrived(found: dict[str, Any], server: MailServer) -> None:
    """Each row once in the table; on the way maybe twice, always with the one Message-ID of its row."""
    owed = {mail["message_id"]: mail for mail in found["mails"]}
    assert {mail["state"] for mail in found["mails"]} == {"done"}
    assert set(owed) == {str(message["Message-ID"]) for message in server.messages}
    for kind, of_each in Counter((mail["kind"], mail["about_ticket"]) for mail in found["mails"]).items():
        assert of_each == 1, kind
    told = {mail["about_ticket"] for mail in found["mails"] if mail["to_address"].endswith("@lake.example")}
    assert told == {pk for pk, _ in found["tickets"]}
