"""What the rest of the product may ask: how far is a reply, does the server answer."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries, Settings

from smartai.foundation.jobs.due import PAUSES, claim, put_off
from smartai.foundation.mail.check import MailServerUnreachable, check_mail_server
from smartai.foundation.mail.deliveries import DeliveryState, delivery_of_messages
from smartai.foundation.mail.drain import LEASE
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.smtp import connect
from smartai.foundation.mail.smtp_url import SmtpServer, parse_smtp_url
from tests.foundation.mail.owing import drain_to, owe
from tests.foundation.mail.smtp_server import MailServer, free_port

NINE = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_reply_shows_its_mail_that_went_worst(
    server: MailServer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    server.rcpt["bob@customer.example"] = "550 no such person"
    owe("1", about_message=1)
    owe("2", about_message=2)
    owe("3", about_message=2, to_address="bob@customer.example")
    drain_to(server.url).drain()
    owe("4", about_message=3)
    with django_assert_num_queries(1):
        found = delivery_of_messages([1, 2, 3, 4])
    assert {number: delivery.state for number, delivery in found.items()} == {
        1: DeliveryState.SENT,
        2: DeliveryState.GIVEN_UP,
        3: DeliveryState.WAITING,
    }
    assert found[1].failures == 0
    assert found[2].error == "550 no such person"
    assert found[2].address == "bob@customer.example"
    assert found[3].next_attempt_at


@pytest.mark.django_db
def test_a_mail_that_is_being_sent_has_not_failed(server: MailServer) -> None:
    mail = owe(about_message=1)
    with time_machine.travel(NINE, tick=False) as clock:
        (taken,) = claim(OutgoingMail.objects.all(), limit=1, lease=LEASE)
        sending = delivery_of_messages([1])[1]
        assert (sending.failures, sending.next_attempt_at) == (0, None)
        clock.shift(LEASE)  # killed: the lease ran out
        assert delivery_of_messages([1])[1].failures == 1
        put_off(taken, "451 later", max_attempts=9)
        waiting = delivery_of_messages([1])[1]
    assert (waiting.failures, waiting.next_attempt_at) == (1, NINE + LEASE + PAUSES[0])
    assert mail.pk == waiting.mail_id


def test_a_server_that_answers_passes_the_check(server: MailServer, settings: Settings) -> None:
    settings.SMTP_URL = server.url
    assert check_mail_server() == f"127.0.0.1:{server.port} answers"


@pytest.mark.parametrize(
    "url", ["smtp://u:s3cret@127.0.0.1:{port}", "smtp://u:s3cret@:25", "http://u:s3cret@a"]
)
def test_a_server_that_does_not_fails_it_without_telling_the_password(settings: Settings, url: str) -> None:
    settings.SMTP_URL = url.format(port=free_port())
    with pytest.raises(MailServerUnreachable) as caught:
        check_mail_server()
    assert "s3cret" not in str(caught.value)


def test_an_address_of_a_server_is_read_with_its_defaults() -> None:
    assert parse_smtp_url("smtps://me%40a.example:p%2Fw@mail.a.example") == SmtpServer(
        host="mail.a.example", port=465, tls=True, user="me@a.example", password="p/w"
    )
    assert parse_smtp_url("smtp://mail.a.example").port == 587


class Elsewhere(SmtpServer):
    is_this_machine = False


def test_a_password_is_never_sent_in_the_clear(server: MailServer) -> None:
    with pytest.raises(smtplib.SMTPException, match="no encryption"):
        connect(Elsewhere("127.0.0.1", server.port, tls=False, user="u", password="p"))
