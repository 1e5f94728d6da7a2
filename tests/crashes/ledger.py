"""What an installation is asked afterwards: is what was acknowledged there, once, and did its mails leave?"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.config.test_serving import Installation
from tests.crashes.customer import Customer
from tests.foundation.mail.smtp_server import MailServer

ROOT = Path(__file__).parents[2]


def inside(site: Installation, *command: str) -> Any:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.crashes.inside", *command],
        env=site.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@contextmanager
def writing(site: Installation, number: int) -> Iterator[list[Customer]]:
    """Customers who write until the end of the block."""
    sessions, enough = inside(site, "prepare", str(number)), threading.Event()
    customers = [Customer(site.port, session, n, enough) for n, session in enumerate(sessions)]
    for customer in customers:
        customer.start()
    try:
        yield customers
    finally:
        enough.set()
        for customer in customers:
            customer.join(60)
    assert [customer.problem for customer in customers if customer.problem or customer.is_alive()] == []


def acknowledged(customers: Sequence[Customer]) -> int:
    problems = [customer.problem for customer in customers if customer.problem]
    assert problems == []
    return sum(len(customer.ledger) for customer in customers)


def all_is_there_exactly_once(site: Installation, customers: Sequence[Customer], server: MailServer) -> None:
    ledger = [one for customer in customers for one in customer.ledger]
    found = inside(site, "found")
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
    assert found["owed"] == [], found["owed"]
    _each_mail_arrived(found, server)
    assert found["swept"] == {"states": ["kept"], "strangers": [], "missing": []}


def _each_mail_arrived(found: dict[str, Any], server: MailServer) -> None:
    """Each row once in the table; on the way maybe twice, always with the one Message-ID of its row."""
    owed = {mail["message_id"]: mail for mail in found["mails"]}
    assert {mail["state"] for mail in found["mails"]} == {"done"}
    assert set(owed) == {str(message["Message-ID"]) for message in server.messages}
    for kind, of_each in Counter((mail["kind"], mail["about_ticket"]) for mail in found["mails"]).items():
        assert of_each == 1, kind
    told = {mail["about_ticket"] for mail in found["mails"] if mail["to_address"].endswith("@lake.example")}
    assert told == {pk for pk, _ in found["tickets"]}
