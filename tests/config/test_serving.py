"""Real processes: each start costs about two seconds, so a story holds several promises."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

ADDRESS, PASSWORD = "olga@northwind.example", "a long password"


class Installation:
    def __init__(self, data: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SMARTAI_")}
        self.environment = {
            **kept,
            "SMARTAI_DATA": str(data),
            "SMARTAI_DEMO": "0",
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "smartai.config.settings",
        }
        self.started: list[subprocess.Popen[str]] = []

    def command(self, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "smartai", *arguments],
            env=self.environment,
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *before: str, options: Sequence[str] = ()) -> subprocess.Popen[str]:
        """In a process group of its own, as a terminal gives it; ``before`` is what starts it in turn."""
        serving = self.start_only(*before, options=options)
        until(lambda: self.health().get("worker") == "ok", 120)
        return serving

    def start_only(self, *before: str, options: Sequence[str] = ()) -> subprocess.Popen[str]:
        serving = subprocess.Popen(
            [*before, sys.executable, "-m", "smartai", "serve", *options],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
        )
        self.started.append(serving)
        return serving

    def signed_in(self) -> str:
        """The Cookie header of an owner's browser, who is made and signs in through the desk's page."""
        self.command(
            "user", "create-owner", ADDRESS, "--name", "Olga", "--password-stdin", said=f"{PASSWORD}\n"
        )
        cookies = CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
        page = f"http://127.0.0.1:{self.port}/desk/sign-in/"
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.open(page).read().decode())
        assert token
        form = {"csrfmiddlewaretoken": token[1], "address": ADDRESS, "password": PASSWORD}
        browser.open(urllib.request.Request(page, urlencode(form).encode(), {"Referer": page}))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)

    def send(self, head: str) -> socket.socket:
        """The beginning of a request, over a connection that stays open."""
        opened = socket.create_connection(("127.0.0.1", self.port))
        opened.sendall(head.replace("HTTP/1.1", f"HTTP/1.1\r\nHost: 127.0.0.1:{self.port}", 1).encode())
        return opened

    def health(self) -> dict[str, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return dict(json.load(answer))
        except (urllib.error.URLError, ConnectionError):
            return {}


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "data")
    yield made
    for process in made.started:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


STARTER = (sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:])")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@linux
def test_whatever_is_killed_comes_back_or_ends_with_the_others(installation: Installation):
    serving = installation.start()
    web, worker = children(serving.pid)

    os.kill(worker, signal.SIGKILL)
    until(lambda: worker not in children(serving.pid) and len(children(serving.pid)) == 2, 10)
    os.kill(web, signal.SIGKILL)
    until(lambda: web not in children(serving.pid) and bool(installation.health()), 10)

    left = children(serving.pid)
    serving.kill()
    serving.wait()
    until(lambda: not any(alive(pid) for pid in left), 5)

    again = installation.start()  # on the same port
    began = time.monotonic()
    again.send_signal(signal.SIGINT)
    assert again.wait(10) == 0
    assert time.monotonic() - began < 5
    assert installation.health() == {}


@linux
@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_end_comes_within_five_seconds_whoever_is_connected(
    installation: Installation, wanted: signal.Signals
):
    """CTRL-C and a closed terminal reach every process of the group, SIGTERM the first one only."""
    serving = installation.start()
    everybody = [serving.pid, *children(serving.pid)]
    streams = [
        installation.send("GET /support/live/ HTTP/1.1\r\nAccept: text/event-stream") for _ in range(5)
    ]
    uploading = installation.send("POST /support/ HTTP/1.1\r\nContent-Length: 100000\r\n\r\nhalf")
    began = time.monotonic()
    if wanted is signal.SIGTERM:
        serving.send_signal(wanted)
    else:
        os.killpg(serving.pid, wanted)
    assert serving.wait(10) == 0
    assert time.monotonic() - began < 5
    assert not any(alive(pid) for pid in everybody)
    said = serving.stdout.read() if serving.stdout else ""
    assert f":{installation.port}/desk/first-owner/" in said
    assert "Traceback" not in said
    for connection in (*streams, uploading):
        connection.close()


@linux
def test_a_hang_up_does_not_end_who_was_told_to_ignore_it(installation: Installation):
    serving = installation.start("nohup")
    left = children(serving.pid)
    os.killpg(serving.pid, signal.SIGHUP)
    assert installation.health()["status"] == "ok"
    assert children(serving.pid) == left
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(10) == 0


@linux
@pytest.mark.parametrize("closed", [">/dev/full", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_it_starts_where_nobody_can_hear_it(installation: Installation, closed: str):
    serving = installation.start("sh", "-c", f'exec "$0" "$@" {closed}')
    streams = [Path(f"/proc/{serving.pid}/fd/{number}").readlink() for number in range(3)]
    assert {str(one)[:5] for one in streams} <= {"/dev/", "pipe:"}
    assert len(children(serving.pid)) == 2
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(10) == 0


@linux
def test_an_interrupt_while_it_loads_ends_it_without_a_traceback(installation: Installation):
    assert installation.command("migrate").returncode == 0
    for pause in (0.3, 0.5, 0.7):
        serving = installation.start_only()
        time.sleep(pause)
        os.killpg(serving.pid, signal.SIGINT)
        assert serving.wait(10) in (0, -signal.SIGINT, 130)
        assert serving.stdout
        assert "Traceback" not in serving.stdout.read()


@linux
def test_nothing_is_left_when_the_program_that_started_it_is_killed(installation: Installation):
    starter = installation.start(*STARTER, options=["--with-parent"])
    (serving,) = children(starter.pid)
    everybody = [serving, *children(serving)]
    starter.kill()
    until(lambda: not any(alive(pid) for pid in everybody), 5)
    assert installation.start().poll() is None  # on the same port


def test_a_database_that_is_away_is_one_clear_line(installation: Installation):
    installation.environment["SMARTAI_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    for command in (["serve"], ["migrate"], ["seed"], ["user", "reset-password", "olga@northwind.example"]):
        ended = installation.command(*command)
        assert (ended.returncode, ended.stderr.count("\n")) == (1, 1), command
        assert "The database does not answer" in ended.stderr


def test_a_port_in_use_is_one_clear_line(installation: Installation):
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()
        ended = installation.command("serve")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert f"Port {installation.port} is in use" in ended.stderr


def test_the_doctor_says_what_is_missing_and_owners_are_made(installation: Installation):
    assert installation.command("migrate").returncode == 0
    ended = installation.command("doctor")
    assert ended.returncode == 1
    assert [line.split()[:2] for line in ended.stdout.splitlines()] == [
        ["ok", "Settings"],
        ["ok", "Database"],
        ["ok", "Mail"],
        ["ok", "Files"],
        ["ok", "Queue"],
        ["failed", "Worker"],
        ["ok", "Meaning"],
    ]
    assert (
        installation.command("user", "reset-password", "nobody@example.org", "--password-stdin").returncode
        == 1
    )
    assert installation.command("user", "create-owner", "nonsense", "--name", "Olga").returncode == 2
