"""The owner's list of mails that are not delivered."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from smartai.config.cli.doctor import check_queue
from smartai.config.drains import drains, queues
from smartai.core.tickets.events import AgentReplied
from smartai.core.tickets.models import Message
from smartai.core.workspace.actions import forget_delivery
from smartai.core.workspace.errors import NotAllowed
from smartai.core.workspace.events import MailDismissed, MailRestored
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


@pytest.fixture
def a_lost_mail(an_answer: Message, alice: Person) -> OutgoingMail:
    drain_until_quiet(drains()[:1])
    mail = OutgoingMail.objects.filter(to_address=alice.email).latest("pk")
    OutgoingMail.objects.exclude(pk=mail.pk).delete()
    OutgoingMail.objects.update(state=DueState.GIVEN_UP, last_error="550 no such person")
    return mail


def test_a_mail_that_is_forgotten_leaves_the_list_and_the_counts_and_can_be_brought_back(
    a_lost_mail: OutgoingMail, olga: Person, anton: Person
) -> None:
    client, ticket = client_of(olga), f"/desk/tickets/{a_lost_mail.about_ticket}/"
    forget = f"{PAGE}{a_lost_mail.pk}/forget/"
    assert f'action="{forget}"' in page_of(olga)
    assert queues()["mails"].given_up == 1
    page = client.post(forget, follow=True).content.decode()
    assert "Every e-mail was delivered." in page
    assert f'action="{forget}end/"' in page
    assert queues()["mails"].given_up == 0
    assert "Could not be delivered: 550 no such person" in client_of(anton).get(ticket).content.decode()
    said = client.post(f"{PAGE}again/", {"mail": a_lost_mail.pk}, follow=True).content.decode()
    assert "Nothing waits." in said
    assert client.post(forget).status_code == 404
    assert "550 no such person" in client.post(f"{forget}end/", follow=True).content.decode()
    assert client.post(f"{forget}end/").status_code == 404
    kinds = StoredEvent.objects.filter(kind__startswith="workspace.mail").order_by("pk")
    assert [(fact.kind, fact.actor_id) for fact in kinds] == [
        (MailDismissed.kind, olga.pk), (MailRestored.kind, olga.pk),
    ]  # fmt: skip


def test_only_owners_forget_and_only_what_was_given_up(
    a_lost_mail: OutgoingMail, olga: Person, anton: Person
) -> None:
    with pytest.raises(NotAllowed):
        forget_delivery(a_lost_mail.pk, by=anton)
    OutgoingMail.objects.update(state=DueState.WAITING)
    assert forget_delivery(a_lost_mail.pk, by=olga) is None
    assert not StoredEvent.objects.filter(kind=MailDismissed.kind).exists()


def test_a_code_that_was_refused_leaves_the_list_when_it_expires(
    anton: Person, olga: Person, settings: Settings, later: Callable[..., None]
) -> None:
    client_of(None).post("/desk/sign-in/", {"address": anton.email, "way": "code"})
    with mail_server() as server:
        settings.SMTP_URL = server.url
        server.data[anton.email] = "550 no such person"
        drain_until_quiet(drains()[:2])
    assert "550 no such person" in page_of(olga)
    assert (queues()["mails"].given_up, check_queue()) == (
        1, "0 events and 0 mails wait, 1 given up (see Settings, Deliveries)",
    )  # fmt: skip
    later(minutes=11)
    assert "Every e-mail was delivered." in page_of(olga)
    assert (queues()["mails"].given_up, check_queue()) == (0, "0 events and 0 mails wait")
    assert "Nothing waits." in client_of(olga).post(f"{PAGE}again/", follow=True).content.decode()
