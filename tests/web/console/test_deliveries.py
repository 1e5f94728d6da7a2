"""The owner's list of mails that are not delivered."""

from __future__ import annotations

import re

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from smartai.config.drains import drains
from smartai.core.tickets.events import AgentReplied
from smartai.core.tickets.models import Message
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.drain import drain_until_quiet
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import client_of
from tests.foundation.mail.smtp_server import free_port, mail_server

pytestmark = pytest.mark.django_db

PAGE = "/desk/settings/deliveries/"


def page_of(person: Person) -> str:
    return client_of(person).get(PAGE).content.decode()


def test_an_owner_sees_what_waits_with_reason_and_next_try_and_sends_it_when_the_server_is_back(
    an_answer: Message, alice: Person, olga: Person, settings: Settings
) -> None:
    drain_until_quiet(drains()[:1])
    waits = page_of(olga)
    assert "3 e-mails are on their way." in waits
    assert "Every e-mail was delivered." not in waits
    port = free_port()
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    drain_until_quiet(drains()[:2])
    page = page_of(olga)
    assert "Not delivered yet" in page
    assert f"127.0.0.1:{port}" in page
    assert "Next try:" in page
    assert f'href="/desk/tickets/{an_answer.ticket_id}/"' in page
    assert re.search(r'Deliveries <span class="tag warn num">3</span>', page)

    said = client_of(olga).post(f"{PAGE}again/", follow=True).content.decode()
    assert "3 e-mails are tried again now." in said
    with mail_server(port) as server:
        drain_until_quiet(drains()[:2])
    assert len(server.accepted) == 3
    assert "Every e-mail was delivered." in page_of(olga)


def test_a_mail_that_was_refused_is_tried_again_alone_and_its_link_stays_secret(
    an_answer: Message, alice: Person, olga: Person, settings: Settings
) -> None:
    with mail_server() as server:
        settings.SMTP_URL = server.url
        server.data[alice.email] = f"550 spam: http://a.example/support/link/{'x' * 43}/"
        drain_until_quiet(drains()[:2])
        page = page_of(olga)
        assert "550 spam: http://a.example/support/link/…/" in page
        mail = OutgoingMail.objects.filter(to_address=alice.email).latest("pk")
        assert f'name="mail" value="{mail.pk}"' in page
        server.data.clear()
        client_of(olga).post(f"{PAGE}again/", {"mail": mail.pk})
        drain_until_quiet(drains()[:2])
    mail.refresh_from_db()
    assert mail.state == DueState.DONE
    assert OutgoingMail.objects.filter(state=DueState.GIVEN_UP).count() == 1


def test_what_no_mail_could_be_written_for_is_shown_too(an_answer: Message, olga: Person) -> None:
    StoredEvent.objects.filter(kind=AgentReplied.kind).update(state=DueState.GIVEN_UP, last_error="broken")
    page = page_of(olga)
    assert "Could not be written" in page
    assert "broken" in page
    client_of(olga).post(f"{PAGE}again/")
    assert not StoredEvent.objects.filter(state=DueState.GIVEN_UP).exists()


def test_a_thousand_undelivered_mails_cost_no_more_than_one(
    olga: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [
        OutgoingMail(key=f"k{n}", message_id=f"<{n}@a.example>", to_address="a@a.example", last_error="down")
        for n in range(1000)
    ]
    OutgoingMail.objects.bulk_create(rows)
    client = client_of(olga)
    with django_assert_max_num_queries(8):
        assert "And more" in client.get(PAGE).content.decode()
