"""PostgreSQL stops, is killed or hangs under a running product, and comes back: nobody starts anything again.

``SMARTAI_TEST_LONG=1`` takes it away thirty times.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.config.test_serving import Installation, children, until
from tests.crashes.cluster import Cluster, programs
from tests.crashes.ledger import acknowledged, all_is_there_exactly_once, writing
from tests.crashes.stream import Stream
from tests.foundation.mail.smtp_server import MailServer

OUTAGES = 30 if os.environ.get("SMARTAI_TEST_LONG") else 1
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.skipif(
        bool(os.environ.get("SMARTAI_TEST_DATABASE_URL")), reason="has a database of its own: once is enough"
    ),
    pytest.mark.skipif(programs() is None, reason="PostgreSQL's initdb and postgres are not on this machine"),
]


@pytest.fixture
def site(tmp_path: Path, server: MailServer, cluster: Cluster) -> Iterator[Installation]:
    made = Installation(tmp_path / "data")
    made.environment |= {"SMARTAI_SMTP_URL": server.url, "SMARTAI_DATABASE_URL": cluster.url}
    said = made.start().stdout
    threading.Thread(target=deque, args=(said, 0), daemon=True).start()  # else it waits for a reader
    yield made
    for process in made.started:
        process.kill()
        process.wait()


def health(site: Installation) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    connection.request("GET", "/healthz")
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


@pytest.mark.parametrize(
    ("away", "back"),
    [
        (Cluster.stop_at_once, Cluster.start),
        (Cluster.kill, Cluster.start),
        (Cluster.hold_up, Cluster.go_on),
    ],
    ids=["stops", "is killed", "hangs"],
)
def test_a_database_that_goes_away_costs_a_page_that_says_so_and_nothing_else(
    site: Installation,
    server: MailServer,
    cluster: Cluster,
    away: Callable[[Cluster], None],
    back: Callable[[Cluster], None],
):
    everybody = children(site.started[0].pid)
    with writing(site, 2) as customers:
        until(lambda: acknowledged(customers) > 0, 60)
        stream = Stream(site, customers[0])
        assert stream.status == 200
        stream.start()
        for _ in range(OUTAGES if away is not Cluster.hold_up else 1):
            away(cluster)
            until(lambda: health(site)[0] == 503, 90)
            assert health(site)[1]["database"] == "down"
            assert Stream(site, customers[0]).status == 503
            until(lambda: all(customer.refusals["503"] for customer in customers), 60)
            back(cluster)
            until(lambda: health(site)[0] == 200, 60)
            told, known = stream.facts, acknowledged(customers)
            until(lambda known=known: acknowledged(customers) > known + 1, 60)  # type: ignore[misc]  # bound now
            until(lambda told=told: stream.facts > told, 60)  # type: ignore[misc]  # bound now
            for customer in customers:
                assert set(customer.refusals) == {"503"}
                customer.refusals.clear()
    all_is_there_exactly_once(site, customers, server)
    assert children(site.started[0].pid) == everybody, "somebody had to be started again"


def test_a_database_that_hangs_for_a_moment_is_waited_for(site: Installation, cluster: Cluster):
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(health(site)[0]))
    cluster.hold_up()
    asking.start()
    asking.join(1.0)
    assert answers == []
    cluster.go_on()
    asking.join(60)
    assert answers == [200]
