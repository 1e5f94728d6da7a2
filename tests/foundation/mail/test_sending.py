from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from pytest_django import Settings

from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail import drain
from smartai.foundation.mail.actions.retry_mail import retry_mail
from smartai.foundation.mail.drain import BATCH, LEASE, MailDrain
from smartai.foundation.mail.marks import mark
from smartai.foundation.mail.message import Letter
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.smtp import Smtp, SmtpCarrier
from smartai.foundation.mail.smtp_url import parse_smtp_url
from smartai.foundation.mail.ways_out import way_out
from tests.foundation.mail.owing import drain_to, fill, nothing_follows, owe
from tests.foundation.mail.smtp_server import MailServer, free_port, mail_server

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_many_mails_leave_over_one_connection_and_are_settled(server: MailServer) -> None:
    owed = [owe(f"{number}").message_id for number in range(5)]
    assert drain_to(server.url).drain() == 5
    assert [message["Message-ID"] for message in server.messages] == owed
    assert server.connections == 1
    assert OutgoingMail.objects.filter(state=DueState.DONE, sent_at__isnull=False).count() == 5
    assert drain_to(server.url).drain() == 0


def test_a_code_does_not_wait_behind_a_flood_of_tickets_and_neither_stops_the_other(
    server: MailServer,
) -> None:
    for number in range(3 * BATCH):
        owe(f"ticket:{number}", about_ticket=7, subject="A ticket")
    for number in range(2 * BATCH):
        owe(f"code:{number}", subject="Your code")
    mails = drain_to(server.url)
    mails.drain()
    subjects = [message["Subject"] for message in server.messages]
    assert subjects == ["Your code"] * BATCH + ["A ticket"]
    while mails.drain():
        pass
    assert OutgoingMail.objects.filter(state=DueState.DONE).count() == 5 * BATCH


def test_a_code_that_is_asked_for_meanwhile_goes_before_the_rest_of_a_batch(server: MailServer) -> None:
    for number in range(BATCH):
        owe(f"ticket:{number}", about_ticket=7, subject="A ticket", text=mark("link", number))
    filled: list[str] = []

    def fill_and_ask(kind: str, identity: str) -> str:
        filled.append(identity)
        if len(filled) == 2:
            owe("code", subject="Your code")
        return "https://help.acme.example/"

    mails = MailDrain(Smtp(parse_smtp_url(server.url)), fill_and_ask, nothing_follows)
    while mails.drain():
        pass
    subjects = [message["Subject"] for message in server.messages]
    assert subjects.index("Your code") == 2
    assert OutgoingMail.objects.filter(state=DueState.DONE, attempts=1).count() == BATCH + 1


def test_what_cannot_follow_from_a_lost_mail_does_not_stop_those_behind_it(server: MailServer) -> None:
    server.rcpt["bob@customer.example"] = "550 no such person"
    bad, good = owe("bad", to_address="bob@customer.example"), owe("good")

    def fails(mail: OutgoingMail) -> None:
        raise ValueError("no")

    assert MailDrain(Smtp(parse_smtp_url(server.url)), fill, fails).drain() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (DueState.GIVEN_UP, DueState.DONE)
    assert "no such person" in bad.last_error


def test_owing_the_same_thing_twice_sends_one_mail(server: MailServer) -> None:
    assert owe("event:1").pk == owe("event:1", text="again").pk
    drain_to(server.url).drain()
    assert len(server.accepted) == 1


def test_while_the_server_is_down_mails_wait_longer_and_longer_and_then_arrive_unchanged() -> None:
    port = free_port()
    mails = drain_to(f"smtp://127.0.0.1:{port}")
    with time_machine.travel(NINE, tick=False) as clock:
        owed = owe()
        for minutes in (1, 5, 15):
            assert mails.drain() == 0
            waiting = OutgoingMail.objects.get()
            assert waiting.next_attempt_at == datetime.now(UTC) + timedelta(minutes=minutes)
            assert f"127.0.0.1:{port}" in waiting.last_error
            clock.move_to(waiting.next_attempt_at)
        with mail_server(port) as server:
            assert mails.drain() == 1
    (message,) = server.messages
    assert message["Message-ID"] == owed.message_id
    assert message["Date"].datetime == NINE
    assert OutgoingMail.objects.get().last_error == ""


@pytest.mark.parametrize("step", ["rcpt", "data"])
@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("451 later", DueState.WAITING),
        ("550 no such person", DueState.GIVEN_UP),
        ("421 bye", DueState.WAITING),
    ],
)
def test_a_mail_the_server_does_not_take_says_why_and_holds_up_nobody(
    server: MailServer, step: str, answer: str, state: DueState
) -> None:
    getattr(server, step)["bob@customer.example"] = answer
    owe("bad", to_address="bob@customer.example")
    owe("good")
    assert drain_to(server.url).drain() == 1
    bad = OutgoingMail.objects.get(key="bad")
    assert (bad.state, bad.last_error) == (state, answer)
    assert OutgoingMail.objects.get(key="good").state == DueState.DONE


def test_a_mail_that_costs_the_connection_holds_up_nobody(server: MailServer) -> None:
    server.data["bob@customer.example"] = ""
    owe("bad", to_address="bob@customer.example")
    owe("good")
    assert drain_to(server.url).drain() == 1
    assert OutgoingMail.objects.get(key="bad").state == DueState.WAITING
    assert server.connections == 2


def test_a_given_up_mail_can_be_retried_with_its_message_id(server: MailServer) -> None:
    server.rcpt["alice@customer.example"] = "550 mailbox full"
    mail = owe()
    drain_to(server.url).drain()
    server.rcpt.clear()
    assert retry_mail(mail.pk)
    assert drain_to(server.url).drain() == 1
    assert server.messages[0]["Message-ID"] == mail.message_id
    assert not retry_mail(mail.pk)


class Killed(BaseException):
    """Like SIGKILL: nobody catches it, nothing more is written."""


class DiesWhileCarrying(Smtp):
    """The real way out, on a worker that is killed before or after the server accepted."""

    def __init__(self, url: str, *, after: bool) -> None:
        super().__init__(parse_smtp_url(url))
        self._after = after

    @contextmanager
    def opened(self) -> Iterator[SmtpCarrier]:
        with super().opened() as carrier:
            yield _Dying(carrier, self._after)  # type: ignore[misc]


class _Dying:
    def __init__(self, carrier: SmtpCarrier, after: bool) -> None:
        self._carrier = carrier
        self._after = after

    def carry(self, letter: Letter) -> None:
        if self._after:
            self._carrier.carry(letter)
        raise Killed


@pytest.mark.parametrize(("after", "copies"), [(False, 1), (True, 2)])
def test_a_worker_killed_while_sending_loses_nothing(server: MailServer, after: bool, copies: int) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        first, second = owe("first"), owe("second")
        with pytest.raises(Killed):
            MailDrain(DiesWhileCarrying(server.url, after=after), fill, nothing_follows).drain()
        assert drain_to(server.url).drain() == 0
        clock.shift(LEASE)
        assert drain_to(server.url).drain() == 2
    sent = [message["Message-ID"] for message in server.messages]
    assert sent.count(first.message_id) == copies
    assert sent.count(second.message_id) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_was_taken_while_the_database_went_away_is_sent_once(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drain, "AGAIN", 0.0)
    owe()
    failures = iter(range(3))

    def away(execute: Any, *statement: Any) -> Any:
        if server.accepted and next(failures, None) is not None:
            raise OperationalError("the server closed the connection")
        return execute(*statement)

    with connection.execute_wrapper(away):
        assert drain_to(server.url).drain() == 1
    assert OutgoingMail.objects.get().state == DueState.DONE
    assert drain_to(server.url).drain() == 0
    assert len(server.accepted) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_send_each_mail_once(server: MailServer) -> None:
    owed = {owe(f"{number}").message_id for number in range(30)}

    def work(_: int) -> None:
        while drain_to(server.url).drain():
            pass
        connection.close()

    with ThreadPoolExecutor(3) as workers:
        list(workers.map(work, range(3)))
    sent = [message["Message-ID"] for message in server.messages]
    assert len(sent) == 30
    assert set(sent) == owed


def test_without_a_server_mails_are_captured_for_the_outbox() -> None:
    owe()
    assert MailDrain(way_out(), fill, nothing_follows).drain() == 1
    assert OutgoingMail.objects.get().captured


def test_in_production_without_a_server_mails_wait_and_say_so(settings: Settings) -> None:
    settings.PRODUCTION = True
    owe()
    assert MailDrain(way_out(), fill, nothing_follows).drain() == 0
    waiting = OutgoingMail.objects.get()
    assert waiting.state == DueState.WAITING
    assert "SMARTAI_SMTP_URL" in waiting.last_error
