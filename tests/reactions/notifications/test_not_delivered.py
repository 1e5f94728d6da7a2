"""A reply is sent, or the team is told: what happens when a mail server refuses an answer for good."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from smartai.config import drains
from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.privacy.actions import export_person
from smartai.core.tickets.actions import (
    add_participant,
    change_status,
    close_ticket,
    remove_participant,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.events import AnswerNotDelivered, StatusChanged
from smartai.core.tickets.models import Category, Message, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.dispatch import EventDispatch
from smartai.foundation.events.event import Audience
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.drain import drain_until_quiet
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.actions.retry_mail import retry_mail
from smartai.foundation.mail.drain import MAX_ATTEMPTS
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications.not_delivered import tell_of_lost_answer
from tests.cast import client_of
from tests.foundation.mail.smtp_server import MailServer, free_port

pytestmark = pytest.mark.django_db

NEVER = "550 no such person"
SAID = "The answer could not be delivered to <bdi>alice@lake.example</bdi>"


@pytest.fixture(autouse=True)
def _the_server(server: MailServer, settings: Settings) -> None:
    settings.SMTP_URL = server.url


def work() -> None:
    drain_until_quiet(drains.drains()[:2])


def lost() -> list[str]:
    facts = StoredEvent.objects.filter(kind=AnswerNotDelivered.kind).order_by("pk")
    return [fact.payload["address"] for fact in facts]


def needs_reply(person: Person) -> bool:
    page = client_of(person).get("/desk/views/needs-reply/").content.decode()
    assert "Needs reply" in page
    return "Export stops at row 10,000" in page


def conversation(client: Client, ticket: Ticket) -> str:
    return client.get(f"/desk/tickets/{ticket.pk}/").content.decode()


def moves(ticket: Ticket) -> list[str]:
    facts = StoredEvent.objects.filter(kind=StatusChanged.kind, ticket_id=ticket.pk).order_by("pk")
    return [fact.payload["category"] for fact in facts]


def test_an_answer_that_is_refused_for_good_is_said_in_the_ticket_which_needs_a_reply_again(
    server: MailServer, a_ticket: Ticket, an_answer: Message, alice: Person, anton: Person
) -> None:
    server.data[alice.email] = NEVER
    assert not needs_reply(anton)
    work()
    a_ticket.refresh_from_db()
    assert (a_ticket.category, a_ticket.waiting_since) == (Category.OPEN, an_answer.created_at)
    assert a_ticket.assignee == anton
    assert needs_reply(anton)
    page = conversation(client_of(anton), a_ticket)
    assert SAID in page
    assert "<bdi>The help desk</bdi> set the status to <bdi>Open</bdi>" in page
    assert lost() == [alice.email]


def test_it_is_said_in_the_language_of_who_reads_it(
    server: MailServer, a_ticket: Ticket, an_answer: Message, alice: Person, anton: Person
) -> None:
    server.data[alice.email] = NEVER
    work()
    Person.objects.update(language="de")
    said = "Die Antwort konnte nicht an <bdi>alice@lake.example</bdi> zugestellt werden"
    assert said in conversation(client_of(anton), a_ticket)


@pytest.mark.parametrize("attempts", [MAX_ATTEMPTS - 1, MAX_ATTEMPTS])
@pytest.mark.parametrize("answer", ["451 later", None])
def test_so_is_one_that_was_tried_too_often(
    answer: str | None,
    attempts: int,
    server: MailServer,
    settings: Settings,
    an_answer: Message,
    alice: Person,
) -> None:
    server.data[alice.email] = answer or ""
    if answer is None:
        settings.SMTP_URL = f"smtp://127.0.0.1:{free_port()}"
    EventDispatch(SUBSCRIPTIONS).drain()
    OutgoingMail.objects.update(attempts=attempts)
    work()
    assert lost() == [alice.email]


def test_one_that_waits_for_another_try_or_arrives_changes_nothing(
    server: MailServer, a_ticket: Ticket, an_answer: Message, alice: Person
) -> None:
    server.data[alice.email] = "451 later"
    work()
    server.data.clear()
    for mail in OutgoingMail.objects.filter(state=DueState.WAITING):
        retry_mail(mail.pk)
    work()
    a_ticket.refresh_from_db()
    assert (a_ticket.category, lost()) == (Category.WAITING, [])


def test_another_mail_that_is_refused_is_no_answer(
    server: MailServer, a_ticket: Ticket, alice: Person, anton: Person
) -> None:
    server.data.update({alice.email: NEVER, anton.email: NEVER})
    work()
    assert OutgoingMail.objects.given_up().count() == 2
    assert lost() == []


def test_a_customer_who_wrote_since_waits_already_and_nothing_moves(
    server: MailServer, a_ticket: Ticket, an_answer: Message, alice: Person, anton: Person
) -> None:
    reply_as_customer(a_ticket, "I found it.", by=alice)
    change_status(a_ticket, catalogue().first_status(Category.ON_HOLD), by=anton)
    before = moves(a_ticket)
    server.data[alice.email] = NEVER
    work()
    a_ticket.refresh_from_db()
    assert (a_ticket.category, a_ticket.waiting_since, moves(a_ticket)) == (Category.ON_HOLD, None, before)
    assert lost() == [alice.email], "the team is told all the same"


def _closed_by_the_team(ticket: Ticket, alice: Person, anton: Person) -> None:
    change_status(ticket, catalogue().first_status(Category.CLOSED), by=anton)


def _closed_by_the_customer(ticket: Ticket, alice: Person, anton: Person) -> None:
    close_ticket(ticket, by=alice)


def _solved_by_the_customer(ticket: Ticket, alice: Person, anton: Person) -> None:
    close_ticket(ticket, by=alice, solved=True)


@pytest.mark.parametrize("end", [_closed_by_the_team, _closed_by_the_customer, _solved_by_the_customer])
def test_a_ticket_that_was_closed_stays_closed(
    end: Callable[[Ticket, Person, Person], None],
    server: MailServer,
    a_ticket: Ticket,
    an_answer: Message,
    alice: Person,
    anton: Person,
) -> None:
    end(a_ticket, alice, anton)
    server.data[alice.email] = NEVER
    work()
    a_ticket.refresh_from_db()
    assert a_ticket.ended
    assert not needs_reply(anton)
    assert SAID in conversation(client_of(anton), a_ticket)


@pytest.mark.parametrize(("days", "ended"), [(0, False), (91, True)])
def test_one_that_the_answer_solved_comes_back_until_it_is_archived(
    days: int,
    ended: bool,
    server: MailServer,
    a_ticket: Ticket,
    alice: Person,
    anton: Person,
    later: Callable[..., None],
) -> None:
    reply_as_agent(a_ticket, "Solved, I think.", by=anton, then=Category.SOLVED)
    later(days=days)
    server.data[alice.email] = NEVER
    work()
    a_ticket.refresh_from_db()
    assert a_ticket.ended == ended
    assert lost() == [alice.email]


def test_several_who_do_not_get_an_answer_are_each_told_of_and_move_the_ticket_once(
    server: MailServer, a_ticket: Ticket, alice: Person, bob: Person, anton: Person
) -> None:
    add_participant(a_ticket, bob, by=anton)
    reply_as_agent(a_ticket, "For both of you.", by=anton)
    server.data.update({alice.email: NEVER, bob.email: "451 later"})
    work()
    change_status(a_ticket, catalogue().first_status(Category.WAITING), by=anton)
    server.data[bob.email] = NEVER
    OutgoingMail.objects.filter(state=DueState.WAITING).update(next_attempt_at=a_ticket.created_at)
    work()
    assert lost() == [alice.email, bob.email]
    assert moves(a_ticket) == [Category.WAITING, Category.OPEN, Category.WAITING]


def test_who_left_the_conversation_misses_no_answer(
    server: MailServer, a_ticket: Ticket, bob: Person, anton: Person
) -> None:
    add_participant(a_ticket, bob, by=anton)
    reply_as_agent(a_ticket, "For both of you.", by=anton)
    EventDispatch(SUBSCRIPTIONS).drain()
    remove_participant(a_ticket, bob, by=anton)
    work()
    assert OutgoingMail.objects.given_up().filter(to_address=bob.email, kind="answered").exists()
    assert lost() == []


def test_a_mail_that_is_given_up_again_is_told_of_once(
    server: MailServer, a_ticket: Ticket, an_answer: Message, alice: Person, anton: Person
) -> None:
    server.data[alice.email] = NEVER
    work()
    change_status(a_ticket, catalogue().first_status(Category.WAITING), by=anton)
    for mail in OutgoingMail.objects.given_up():
        assert retry_mail(mail.pk)
    work()
    a_ticket.refresh_from_db()
    assert (lost(), a_ticket.category) == ([alice.email], Category.WAITING)


class Killed(BaseException):
    """Like SIGKILL: nobody catches it, nothing more is written."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", [False, True])
def test_a_worker_killed_between_giving_up_and_telling_has_done_neither(
    after: bool,
    server: MailServer,
    a_ticket: Ticket,
    an_answer: Message,
    alice: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.data[alice.email] = NEVER
    EventDispatch(SUBSCRIPTIONS).drain()

    def dies(mail: OutgoingMail) -> None:
        if after:
            tell_of_lost_answer(mail)
        if mail.about_message:
            raise Killed

    monkeypatch.setattr(drains, "tell_of_lost_answer", dies)
    with pytest.raises(Killed):
        drains.drains()[1].drain()
    answer = OutgoingMail.objects.get(about_message=an_answer.pk)
    assert (answer.state, lost()) == (DueState.WAITING, [])
    monkeypatch.setattr(drains, "tell_of_lost_answer", tell_of_lost_answer)
    OutgoingMail.objects.update(leased_until=None, leased_by=None)
    work()
    answer.refresh_from_db()
    assert (answer.state, lost()) == (DueState.GIVEN_UP, [alice.email])


def test_no_customer_ever_hears_of_it(
    server: MailServer, a_ticket: Ticket, an_answer: Message, alice: Person
) -> None:
    server.data[alice.email] = NEVER
    work()
    fact = StoredEvent.objects.get(kind=AnswerNotDelivered.kind)
    assert fact.audience == Audience.TEAM
    page = client_of(alice).get(f"/support/requests/{a_ticket.pk}/").content.decode()
    assert "Here is the full file." in page
    told = page + json.dumps(export_person(alice, by=alice))
    told += "".join(message.as_string() for message in server.messages)
    for word in ("not be delivered", "not_delivered", NEVER, "The help desk"):
        assert word not in told


def test_the_settings_count_what_waits_and_what_was_given_up_in_one_statement(
    server: MailServer,
    an_answer: Message,
    alice: Person,
    anton: Person,
    olga: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    server.data.update({alice.email: NEVER, anton.email: "451 later"})
    work()
    client = client_of(olga)
    assert OutgoingMail.objects.given_up().count() == 2
    client.get("/desk/settings/tags/")
    with django_assert_max_num_queries(6):
        page = client.get("/desk/settings/tags/").content.decode()
    assert 'Deliveries <span class="tag warn num">3</span>' in page
    OutgoingMail.objects.given_up().update(forgotten_at=an_answer.created_at)
    page = client.get("/desk/settings/tags/").content.decode()
    assert 'Deliveries <span class="tag warn num">1</span>' in page
