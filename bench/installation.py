"""A product of its own for each measurement: own folder, own database, own port; gone afterwards."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.services import postgres_url

START_WITHIN = 60.0


@dataclass
class Memory:
    """MiB of the whole process group: ``pss`` counts shared pages once, ``rss`` in each process.

    ``served`` is ``pss`` without the supervisor, which shares little with the others.
    """

    pss: float
    rss: float
    served: float


@dataclass
class Installation:
    database: str
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="smartai-bench-")))
    port: int = 0
    known: dict[str, Any] = field(default_factory=dict)
    serving: subprocess.Popen[bytes] | None = None
    _name: str = ""

    def __enter__(self) -> Installation:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if self.database == "postgresql":
            self._name = f"smartai_bench_{os.getpid()}_{self.port}"
            self._on_server(
                f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)", f"CREATE DATABASE {self._name}"
            )
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._name:
            self._on_server(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
        shutil.rmtree(self.folder, ignore_errors=True)

    def prepare(self, tickets: int, customers: int) -> None:
        self._run("-m", "smartai", "migrate")
        told = self._run("-m", "bench.prepare", str(tickets), str(customers))
        self.known = json.loads(told.splitlines()[-1])

    def migrate(self) -> None:
        """Nothing but what every help desk begins with."""
        self._run("-m", "smartai", "migrate")

    def write_articles(self, count: int) -> None:
        self._run("-m", "bench.write_articles", str(count))

    def write_tickets(self, count: int) -> None:
        """Tickets of many words, not filed yet."""
        self._run("-m", "smartai", "migrate")
        self.known = json.loads(self._run("-m", "bench.write_tickets", str(count)).splitlines()[-1])

    def copy_tickets(self, times: int) -> None:
        self._run("-m", "bench.write_tickets", "copy", str(times))

    def rebuild_search(self) -> None:
        self._run("-m", "smartai", "search", "rebuild")

    def size_of_words(self) -> float:
        """MiB of what tickets are found by: their words and the index of them."""
        return float(self._run("-m", "bench.size_of_words")) / 2**20

    def start(self) -> None:
        self.serving = subprocess.Popen(
            [sys.executable, "-m", "smartai", "serve"],
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "serve.log").open("wb"),
        )
        until = time.monotonic() + START_WITHIN
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                    if json.load(answer).get("worker") == "ok":
                        return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError(self.log())

    def log(self) -> str:
        """The last that the server wrote: its warnings and what went wrong."""
        return (self.folder / "serve.log").read_text()[-4000:]

    def stop(self) -> None:
        if self.serving and self.serving.poll() is None:
            self.serving.send_signal(signal.SIGINT)
            try:
                self.serving.wait(10)
            except subprocess.TimeoutExpired:
                self.serving.kill()
        self.serving = None

    def memory(self) -> Memory:
        """Of the supervisor, the web processes and the worker together, now."""
        assert self.serving is not None
        supervisor = _resident(self.serving.pid)
        children = [_resident(pid) for pid in _descendants(self.serving.pid)]
        served = sum(pss for pss, _ in children)
        return Memory(
            pss=supervisor[0] + served, rss=supervisor[1] + sum(rss for _, rss in children), served=served
        )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SMARTAI_")}
        # As an installation has it: modules that are compiled at each start leave more memory behind.
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        url = re.sub(r"/\w+$", f"/{self._name}", postgres_url() or "") if self._name else ""
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SMARTAI_DATA": str(self.folder / "data"),
            "SMARTAI_DEMO": "0",
            "SMARTAI_DATABASE_URL": url,
            "SMARTAI_LOG_LEVEL": "WARNING",
            "PORT": str(self.port),
        }

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self._environment(),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    @staticmethod
    def _on_server(*statements: str) -> None:
        url = postgres_url()
        if url is None:
            raise RuntimeError("PostgreSQL does not answer on this machine")
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def _resident(pid: int) -> tuple[float, float]:
    """``Pss`` and ``Rss`` of a process, in MiB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = [re.search(rf"^{name}:\s+(\d+) kB", rollup, re.MULTILINE) for name in ("Pss", "Rss")]
    pss, rss = (int(one[1]) / 1024 if one else 0.0 for one in found)
    return pss, rss


def _descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(parts[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        more = children.get(waiting.pop(), [])
        found += more
        waiting += more
    return found
