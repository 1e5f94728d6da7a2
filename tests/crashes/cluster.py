"""A PostgreSQL of our own, to be stopped, killed and held up; the one that other tests share never is."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import cache, partial
from pathlib import Path

import psycopg

from smartai.config.serving.lifeline import killed_with
from tests.config.test_serving import children, until
from tests.foundation.mail.smtp_server import free_port

_SETTINGS = {
    "fsync": "off",  # its machine lives on
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "16MB",
    "unix_socket_directories": "",
}


@cache
def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, when they are here and somebody may run them."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    there = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    return there[-1] if there and (os.geteuid() or other_user()) else None


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        folder.mkdir(mode=0o700, parents=True)
        if user := other_user():
            shutil.chown(folder, user)
        initdb = ["initdb", "-D", str(folder), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        made = subprocess.Popen(_absolute(initdb), user=other_user(), cwd="/", stdout=subprocess.DEVNULL)
        assert made.wait(60) == 0

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Until it answers. What a killed one left behind may need a moment to end."""
        until(self._tried, 60)

    def stop_at_once(self) -> None:
        """As ``pg_ctl stop -m immediate``: connections are cut, nothing is written down in order."""
        self._end(signal.SIGQUIT)

    def kill(self) -> None:
        """The first process only; the others notice that it is gone."""
        self._end(signal.SIGKILL)

    def hold_up(self) -> None:
        """All its processes stand still: connections stay open and nobody answers.

        The first one before the others are looked up, else it could start one more meanwhile.
        """
        first, *_ = self._pids()
        os.kill(first, signal.SIGSTOP)
        stopped = {first}
        while going := set(self._pids()) - stopped:
            for pid in going:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
            stopped |= going

    def go_on(self) -> None:
        for pid in self._pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    def remove(self) -> None:
        if self._server is not None:
            self.go_on()
            self.stop_at_once()
        shutil.rmtree(self.folder)

    def _tried(self) -> bool:
        if self._server is None or self._server.poll() is not None:
            given = [f"--{name}={value}" for name, value in {**_SETTINGS, "port": str(self.port)}.items()]
            self._server = subprocess.Popen(
                _absolute(["postgres", "-D", str(self.folder), *given]),
                user=other_user(),
                cwd="/",
                stderr=subprocess.DEVNULL,
                preexec_fn=partial(killed_with, os.getpid()),
            )
        try:
            with closing(psycopg.connect(self.url, connect_timeout=2)):
                return True
        except psycopg.OperationalError:
            return False

    def _end(self, number: signal.Signals) -> None:
        assert self._server is not None
        self._server.send_signal(number)
        self._server.wait(60)
        self._server = None

    def _pids(self) -> list[int]:
        assert self._server is not None
        return [self._server.pid, *children(self._server.pid)]


def _absolute(command: Sequence[str]) -> list[str]:
    folder = programs()
    assert folder is not None
    return [str(folder / command[0]), *command[1:]]


@cache
def other_user() -> str | None:
    """PostgreSQL refuses to run as root; None when we are somebody else anyway."""
    if os.geteuid():
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)
