"""From the fact to the wire: nothing is lost, nothing doubled, and no secret is ever stored."""

from __future__ import annotations

import dataclasses
import re

import pytest
from django.forms.models import model_to_dict
from pytest_django import DjangoAssertNumQueries, Settings

from smartai.config.drains import drains
from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.people.actions import request_code
from smartai.core.tickets.actions import (
    add_note,
    add_participant,
    link_token,
    open_link,
    remove_participant,
    reply_as_agent,
    revoke_links,
)
from smartai.core.tickets.events import AgentReplied
from smartai.core.tickets.models import Message, Ticket, TicketLink
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import CodePurpose, Person, SignInCode
from smartai.foundation.events.dispatch import EventDispatch
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.drain import drain_until_quiet
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.deliveries import DeliveryState
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications import customers
from smartai.reactions.notifications.deliveries import NOT_BEGUN, deliveries_of
from tests.foundation.mail.smtp_server import MailServer
from tests.reactions.notifications.post import clear_post, draw_consequences, mail_to, mails_to

pytestmark = pytest.mark.django_db


def everything_stored() -> str:
    rows = [*OutgoingMail.objects.all(), *StoredEvent.objects.all(), *TicketLink.objects.all()]
    return repr([model_to_dict(row) for row in rows])


def test_a_link_and_a_code_exist_only_on_the_wire(
    server: MailServer, settings: Settings, a_ticket: Ticket, an_answer: Message, alice: Person
) -> None:
    request_code(alice.email, CodePurpose.SIGN_IN, by=NOBODY)
    settings.SMTP_URL = server.url
    drain_until_quiet(drains()[:2])
    received = [message for message in server.messages if message["To"].addresses[0].addr_spec == alice.email]
    assert len(received) == 3
    bodies = ["".join(part.get_content() for part in message.iter_parts()) for message in received]
    tokens = set(re.findall(r"https://help\.northwind\.example/support/link/([\w-]{43})/", "".join(bodies)))
    assert tokens == {link_token(link) for link in TicketLink.objects.all()}
    assert all(open_link(token).person == alice for token in tokens)
    digits = code_digits(SignInCode.objects.get())
    assert sum(digits in body for body in bodies) == 1
    assert not any("{{" in body for body in bodies)
    for secret in (*tokens, digits):
        assert secret not in everything_stored()


def test_drawing_a_fact_twice_owes_one_mail(an_answer: Message, alice: Person, anton: Person) -> None:
    before = [len(mails_to(person)) for person in (alice, anton)]
    StoredEvent.objects.update(state=DueState.WAITING)
    assert [len(mails_to(person)) for person in (alice, anton)] == before


class Killed(BaseException):
    """Like SIGKILL: nobody catches it, nothing more is written."""


def test_a_worker_killed_between_fact_and_mail_owes_it_all_the_same(
    a_ticket: Ticket, alice: Person, anton: Person
) -> None:
    clear_post()
    reply_as_agent(a_ticket, "Here you are.", by=anton)

    def dies(event: StoredEvent) -> None:
        raise Killed

    with pytest.raises(Killed):
        EventDispatch({AgentReplied: [customers.tell_answer, dies]}).drain()
    assert not OutgoingMail.objects.exists()
    StoredEvent.objects.update(leased_until=None)
    assert "Here you are." in mail_to(alice).text


def test_an_answer_arrives_although_its_link_was_revoked_and_not_with_who_was_put_out(
    server: MailServer, settings: Settings, a_ticket: Ticket, alice: Person, bob: Person, anton: Person
) -> None:
    add_participant(a_ticket, bob, by=anton)
    clear_post()
    reply_as_agent(a_ticket, "Here you are.", by=anton)
    draw_consequences()
    revoke_links(a_ticket, by=anton)
    remove_participant(a_ticket, bob, by=anton)
    settings.SMTP_URL = server.url
    drain_until_quiet(drains()[:2])
    (message,) = server.messages
    assert message["To"].addresses[0].addr_spec == alice.email
    body = message.get_body(("plain",))
    assert body is not None
    assert f"/support/requests/{a_ticket.pk}/" in body.get_content()
    assert "/support/link/" not in body.get_content()
    assert OutgoingMail.objects.get(to_address=bob.email).state == DueState.GIVEN_UP


def _not_begun() -> list[StoredEvent]:
    return list(StoredEvent.objects.filter(NOT_BEGUN))


def test_an_agent_sees_how_far_an_answer_is(
    a_ticket: Ticket,
    alice: Person,
    anton: Person,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    clear_post()
    answer, note = reply_as_agent(a_ticket, "A", by=anton), add_note(a_ticket, "N", by=anton)
    ids = [message.pk for message in (*a_ticket.messages.all(), note)]
    with django_assert_num_queries(2):
        found = deliveries_of(ids, _not_begun())
    assert {pk: delivery.state for pk, delivery in found.items()} == {answer.pk: DeliveryState.WAITING}
    assert found[answer.pk].mail_id == 0
    draw_consequences()
    waiting = deliveries_of(ids, _not_begun())[answer.pk]
    assert (waiting.state, waiting.address) == (DeliveryState.WAITING, alice.email)
    drain_until_quiet(drains()[:2])
    sent = deliveries_of(ids, _not_begun())
    assert {pk: (delivery.state, delivery.captured) for pk, delivery in sent.items()} == {
        answer.pk: (DeliveryState.SENT, True)
    }


def test_a_fact_whose_mails_could_not_be_made_is_shown_as_undelivered(
    a_ticket: Ticket, anton: Person
) -> None:
    answer = reply_as_agent(a_ticket, "A", by=anton)
    StoredEvent.objects.filter(kind=AgentReplied.kind).update(state=DueState.GIVEN_UP, last_error="broken")
    delivery = deliveries_of([answer.pk], _not_begun())[answer.pk]
    assert (delivery.state, delivery.error) == (DeliveryState.GIVEN_UP, "broken")


def test_every_reaction_is_drawn_for_facts_whose_subject_is_gone(a_ticket: Ticket) -> None:
    clear_post()
    for event, reactions in SUBSCRIPTIONS.items():
        fields: dict[str, object] = {
            field.name: [] if "list" in str(field.type) else 0 for field in dataclasses.fields(event)
        }
        stored = StoredEvent(pk=1, kind=event.kind, payload={**fields, "deliver": True, "names": ["email"]})
        for reaction in reactions:
            reaction(stored)
    assert not OutgoingMail.objects.exists()
