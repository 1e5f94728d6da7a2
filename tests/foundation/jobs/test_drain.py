from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from smartai.foundation.jobs import doorbell
from smartai.foundation.jobs.doorbell import open_bell, ring
from smartai.foundation.jobs.drain import run_forever
from smartai.foundation.jobs.heartbeat import last_beat

PATIENCE = 10.0


@pytest.fixture(autouse=True)
def quiet(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(doorbell, "_rung_at", 0.0)


class Counts:
    """A drain that does what it is told and tells how often it was called."""

    def __init__(self, name: str, work: Callable[[], int]) -> None:
        self.name = name
        self.calls = 0
        self.called_twice = threading.Event()
        self._work = work

    def drain(self) -> int:
        self.calls += 1
        if self.calls > 1:
            self.called_twice.set()
        return self._work()


def fails() -> int:
    raise RuntimeError("nothing works")


@pytest.mark.django_db(transaction=True)
def test_a_ring_is_heard_after_the_commit_and_not_before() -> None:
    with open_bell() as bell:
        bell.wait(0)
        with transaction.atomic():
            ring()
            assert not bell.wait(0.05)
        assert bell.wait(PATIENCE)
        assert not bell.wait(0)


@pytest.mark.django_db(transaction=True)
def test_many_rings_at_once_are_one() -> None:
    with open_bell() as bell:
        bell.wait(0)
        for _ in range(100):
            ring()
        assert bell.wait(PATIENCE)
        assert not bell.wait(0)


@pytest.mark.django_db(transaction=True)
def test_a_ring_that_nobody_hears_is_no_error() -> None:
    ring()


@pytest.mark.parametrize("in_one_thread", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_drain_that_fails_does_not_stop_the_others(in_one_thread: bool) -> None:
    broken, sound = Counts("broken", fails), Counts("sound", lambda: 0)
    stop = threading.Event()
    threads = [[broken, sound]] if in_one_thread else [[broken], [sound]]
    worker = threading.Thread(target=run_forever, args=(threads, stop))
    worker.start()
    try:
        assert sound.called_twice.wait(PATIENCE)
        assert broken.called_twice.wait(PATIENCE)
    finally:
        stop.set()
        worker.join(PATIENCE)
    assert not worker.is_alive()
    assert last_beat("worker")
    assert last_beat("sound")
    assert last_beat("broken") is None
