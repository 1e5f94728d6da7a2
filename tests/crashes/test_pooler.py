"""PgBouncer between the product and PostgreSQL, handing connections on after each transaction."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.config.test_serving import Installation, until
from tests.crashes.cluster import Cluster, other_user, programs
from tests.crashes.ledger import acknowledged, all_is_there_exactly_once, writing
from tests.crashes.stream import Stream
from tests.foundation.mail.smtp_server import MailServer, free_port

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.skipif(
        bool(os.environ.get("SMARTAI_TEST_DATABASE_URL")), reason="has a database of its own: once is enough"
    ),
    pytest.mark.skipif(programs() is None, reason="PostgreSQL's initdb and postgres are not on this machine"),
    pytest.mark.skipif(PGBOUNCER is None, reason="PgBouncer is not on this machine"),
]


@pytest.fixture
def pooler(cluster: Cluster) -> Iterator[str]:
    """Its address, without a database."""
    port = free_port()
    folder = cluster.folder / "pooler"
    folder.mkdir()
    users, ini = folder / "users.txt", folder / "pgbouncer.ini"
    users.write_text('"postgres" ""\n')
    ini.write_text(
        f"[databases]\n* = host=127.0.0.1 port={cluster.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {port}\nunix_socket_dir =\nauth_type = trust\nauth_file = {users}\n"
        "pool_mode = transaction\ndefault_pool_size = 5\nmax_client_conn = 100\n"
    )
    running = subprocess.Popen([str(PGBOUNCER), "-q", str(ini)], user=other_user(), cwd="/")
    address = f"postgresql://postgres@127.0.0.1:{port}"
    until(lambda: _answers(f"{address}/postgres"), 30)
    yield address
    running.terminate()
    running.wait(30)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture
def site(tmp_path: Path, server: MailServer, pooler: str) -> Iterator[Installation]:
    made = Installation(tmp_path / "data")
    made.environment |= {
        "SMARTAI_SMTP_URL": server.url,
        "SMARTAI_LOG_LEVEL": "ERROR",
        "SMARTAI_WEB_PROCESSES": "2",
        "SMARTAI_DATABASE_URL": f"{pooler}/postgres?options=&prepare_threshold=0",
    }
    yield made
    for process in made.started:
        process.kill()
        process.wait()


def test_all_works_through_a_pooler_that_hands_connections_on(site: Installation, server: MailServer):
    site.start()
    with writing(site, 2) as customers:
        until(lambda: acknowledged(customers) > 0, 60)
        stream = Stream(site, customers[0])
        stream.start()
        known = acknowledged(customers)
        until(lambda: acknowledged(customers) > known + 5 and stream.facts > 0, 60)
        assert not any(customer.refusals for customer in customers)
    all_is_there_exactly_once(site, customers, server)
