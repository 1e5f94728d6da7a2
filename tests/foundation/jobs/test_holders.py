"""Leases of processes that ended are free at once, and those of living ones never: with real processes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from smartai.foundation.jobs import due, freeing, holders
from smartai.foundation.jobs.drain import run_forever
from smartai.foundation.jobs.due import CUT_OFF, PAUSES, DueState
from smartai.foundation.jobs.freeing import Freeing
from smartai.foundation.mail.models import OutgoingMail
from tests.foundation.mail.owing import owe

LEASE = timedelta(hours=1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.DATA = tmp_path
    monkeypatch.setattr(freeing, "EVERY", 0.0)
    holders.let_go()
    yield
    holders.let_go()


def claim(limit: int = 10) -> list[OutgoingMail]:
    return due.claim(OutgoingMail.objects.all(), limit=limit, lease=LEASE)


@contextmanager
def another_worker(limit: int = 10, done: int = 0) -> Iterator[Callable[[], None]]:
    """A process that holds what it claimed, but for the first ``done`` rows, until what is given kills it."""
    reading, writing = os.pipe()
    connection.close()
    child = os.fork()
    if child == 0:
        holders.let_go()
        for row in claim(limit)[:done]:
            due.settle(row)
        os.write(writing, b"!")
        signal.pause()
        os._exit(0)
    alive = [child]

    def kill() -> None:
        for one in alive:
            os.kill(one, signal.SIGKILL)
            os.waitpid(one, 0)
        alive.clear()

    try:
        assert os.read(reading, 1) == b"!"
        yield kill
    finally:
        kill()
        os.close(reading)
        os.close(writing)


def test_what_a_killed_worker_held_is_due_at_once_and_what_a_living_one_holds_is_not() -> None:
    first, second = owe("first"), owe("second")
    with another_worker(limit=1) as kill_the_first, another_worker(limit=1):
        Freeing().look()
        assert claim() == []
        kill_the_first()
        Freeing().look()
        assert [(mail.pk, mail.attempts) for mail in claim()] == [(first.pk, 2)]
    assert OutgoingMail.objects.get(pk=second.pk).in_work


def test_a_worker_frees_nothing_of_its_own() -> None:
    owe()
    holding = claim()
    Freeing().look()
    assert claim() == []
    due.settle(holding[0])


@pytest.mark.parametrize("part", [0, 1], ids=["another kernel", "another file system"])
def test_of_what_was_locked_elsewhere_nothing_is_known(part: int) -> None:
    """Equal folders on both sides of a network, and containers that each have their own mount."""
    owe()
    claim()
    name = holders.holder() or ""
    elsewhere = name.split(".")
    elsewhere[part] = "0"
    path = holders.folder() / ".".join(elsewhere)
    path.touch()  # nobody has locked it here
    OutgoingMail.objects.update(leased_by=path.name)
    holders.let_go()
    Freeing().look()
    assert path.exists()
    assert claim() == []


def test_where_no_lock_can_be_had_leases_run_out(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "file"
    settings.DATA.touch()
    owe()
    assert claim()[0].leased_by is None
    Freeing().look()
    assert claim() == []
    OutgoingMail.objects.update(leased_until=timezone.now())
    assert len(claim()) == 1


def test_only_what_may_have_ended_the_worker_counts_an_attempt_and_pauses_the_second_time() -> None:
    for name in ("poison", "sound"):
        owe(name)
    poison, sound = OutgoingMail.objects.order_by("pk")
    freed = Freeing()
    for done in (0, 1):  # what was due at the same time comes before it the second time
        with another_worker(done=done) as kill:
            kill()
            freed.look()
    poison.refresh_from_db()
    sound.refresh_from_db()
    assert (poison.attempts, poison.last_error) == (2, CUT_OFF)
    assert poison.next_attempt_at > timezone.now() + PAUSES[0] / 2
    assert (sound.attempts, sound.state) == (1, DueState.DONE)


def test_a_claim_that_arrives_after_its_worker_was_killed_is_freed_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The database may carry out what it was sent although nobody waits for the answer any more."""
    monkeypatch.setattr(freeing, "LAST_WORDS", 0.0)
    owe()
    claim()
    name = holders.holder()
    OutgoingMail.objects.update(leased_by=None, leased_until=None)
    holders.let_go()
    freed = Freeing()
    freed.look()
    OutgoingMail.objects.update(leased_by=name, leased_until=timezone.now() + LEASE)
    freed.look()
    assert len(claim()) == 1
    assert holders.ended_holders() == []


def test_what_a_drain_held_when_it_failed_is_due_at_once() -> None:
    owe()
    claimed, again, stop = threading.Event(), threading.Event(), threading.Event()

    class Fails:
        name = "fails"

        def drain(self) -> int:
            if claimed.is_set():
                if claim():
                    again.set()
                return 0
            claim()
            claimed.set()
            raise RuntimeError("in the middle")

    worker = threading.Thread(target=run_forever, args=([[Fails()]], stop))
    worker.start()
    try:
        assert again.wait(20)
    finally:
        stop.set()
        worker.join(20)
