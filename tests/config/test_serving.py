"""Real processes: each start costs about two seconds, so a story holds several promises."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


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

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "smartai", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self) -> subprocess.Popen[str]:
        serving = subprocess.Popen(
            [sys.executable, "-m", "smartai", "serve"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(serving)
        until(lambda: self.health().get("worker") == "ok", 30)
        return serving

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
        ["failed", "Worker"],
    ]
    assert (
        installation.command("user", "reset-password", "nobody@example.org", "--password-stdin").returncode
        == 1
    )
    assert installation.command("user", "create-owner", "nonsense", "--name", "Olga").returncode == 2
