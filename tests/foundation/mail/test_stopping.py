"""Servers that stop answering, and workers that are killed, at each moment of sending: nothing is lost."""

from __future__ import annotations

import os
import signal
import socket
import threading
from datetime import UTC, datetime
from email import message_from_bytes

import pytest
import time_machine
from django.db import connection

from smartai.foundation.jobs.due import PAUSES, DueState
from smartai.foundation.mail import smtp
from smartai.foundation.mail.drain import LEASE
from smartai.foundation.mail.models import OutgoingMail
from tests.foundation.mail.owing import drain_to, owe
from tests.foundation.mail.smtp_server import MailServer
from tests.foundation.mail.stopping_server import MOMENTS, stopping_server


def ids_of(*letters: bytes) -> list[str]:
    return [message_from_bytes(letter)["Message-ID"] for letter in letters]


@pytest.mark.django_db
@pytest.mark.parametrize("hangs", [False, True], ids=["dies", "hangs"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_server_that_stops_is_tried_again_with_the_same_mail(
    moment: str, hangs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as clock:
        mail = owe()
        with stopping_server(moment, hangs=hangs) as server:
            assert drain_to(server.url).drain() == 0
        waiting = OutgoingMail.objects.get()
        assert (waiting.state, waiting.failures) == (DueState.WAITING, 1)
        assert "127.0.0.1" in waiting.last_error
        clock.shift(PAUSES[0])
        with stopping_server("never") as back:
            assert drain_to(back.url).drain() == 1
    sent = ids_of(*server.accepted, *back.accepted)
    assert sent == [mail.message_id] * (2 if moment == "answer" else 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_worker_killed_at_any_moment_leaves_a_mail_that_is_sent_once_its_lease_ran_out(
    moment: str, server: MailServer
) -> None:
    mail = owe()
    connection.close()
    with stopping_server(moment, hangs=True) as stopped:
        worker = os.fork()
        if worker == 0:
            drain_to(stopped.url).drain()
            os._exit(0)
        assert stopped.reached.wait(20)
        os.kill(worker, signal.SIGKILL)
        assert os.WTERMSIG(os.waitpid(worker, 0)[1]) == signal.SIGKILL
    assert OutgoingMail.objects.get().in_work
    assert drain_to(server.url).drain() == 0  # it may still be on its way out
    with time_machine.travel(datetime.now(UTC) + LEASE):
        assert drain_to(server.url).drain() == 1
    sent = ids_of(*stopped.accepted, *server.accepted)
    assert sent == [mail.message_id] * (2 if moment == "answer" else 1)


@pytest.mark.django_db
def test_a_server_that_says_a_letter_now_and_then_does_not_hold_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each byte arrives in time, so no timeout of the socket ever ends it."""
    monkeypatch.setattr(smtp, "PATIENCE", 0.3)
    owe()
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            caller, _ = listener.accept()
            with caller:
                while not ended.wait(0.02):
                    try:
                        caller.send(b"2")
                    except OSError:
                        return

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        assert drain_to(f"smtp://127.0.0.1:{listener.getsockname()[1]}").drain() == 0
        ended.set()
        dripping.join(5)
    assert OutgoingMail.objects.get().state == DueState.WAITING
