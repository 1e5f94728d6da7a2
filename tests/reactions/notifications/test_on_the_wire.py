"""A whole conversation as a mail server gets it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from email.message import EmailMessage

import pytest
from django.db import transaction
from pytest_django import Settings

from smartai.config.drains import drains
from smartai.core.tickets.actions import (
    add_note,
    add_participant,
    assign_ticket,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.tickets.models import Category, Message, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.jobs.drain import drain_until_quiet
from tests.foundation.mail.smtp_server import MailServer

pytestmark = pytest.mark.django_db


def everything_in(message: EmailMessage) -> str:
    bodies = [part.get_content() for part in message.walk() if not part.is_multipart()]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *bodies])


def test_a_conversation_threads_for_each_reader_and_holds_no_note(
    server: MailServer,
    settings: Settings,
    a_ticket: Ticket,
    a_note: Message,
    alice: Person,
    bob: Person,
    anton: Person,
    olga: Person,
) -> None:
    settings.SMTP_URL = server.url
    steps = (
        lambda: reply_as_agent(a_ticket, "We look at it.", by=anton),
        lambda: add_participant(a_ticket, bob, by=anton),
        lambda: add_note(a_ticket, "SECRET-NOTE again", by=anton),
        lambda: reply_as_customer(a_ticket, "Any news?", by=alice),
        lambda: assign_ticket(a_ticket, anton, by=olga),
        lambda: reply_as_agent(a_ticket, "It works again.", by=anton, then=Category.SOLVED),
    )
    drain_until_quiet(drains()[:2])
    for step in steps:
        step()
        drain_until_quiet(drains()[:2])

    letters: dict[str, list[EmailMessage]] = defaultdict(list)
    for message in server.messages:
        letters[message["To"].addresses[0].addr_spec].append(message)
    assert {address: len(got) for address, got in letters.items()} == {
        alice.email: 3, bob.email: 2, anton.email: 3,
    }  # fmt: skip
    for got in letters.values():
        assert (got[0]["In-Reply-To"], got[0]["References"]) == (None, None)
        for before, after in itertools.pairwise(got):
            assert after["In-Reply-To"] == before["Message-ID"]
            known = before["References"].split() if before["References"] else []
            assert after["References"].split() == [*known, before["Message-ID"]]
    assert len({message["Message-ID"] for message in server.messages}) == 8

    for message in server.messages:
        assert message["Auto-Submitted"] in ("auto-replied", "auto-generated")
        assert message["X-Auto-Response-Suppress"] == "All"
        assert message.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        assert "SECRET-NOTE" not in everything_in(message)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_for_what_was_rolled_back(
    server: MailServer, settings: Settings, a_ticket: Ticket, anton: Person
) -> None:
    settings.SMTP_URL = server.url
    drain_until_quiet(drains()[:2])
    before = len(server.accepted)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        reply_as_agent(a_ticket, "Never said.", by=anton)
        1 / 0  # noqa: B018  # something fails after the action
    drain_until_quiet(drains()[:2])
    assert len(server.accepted) == before > 0
