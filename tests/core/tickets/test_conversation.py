from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartai.core.tickets.actions import (
    RequestDraft,
    add_note,
    close_ticket,
    mark_seen,
    open_ticket,
    reopen_ticket,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import MessageEmpty, ReopeningEnded, TicketAlreadyEnded
from smartai.core.tickets.models import Category, Message, Ticket
from smartai.core.workspace.choices import choices
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent
from tests.cast import choose

pytestmark = pytest.mark.django_db


def test_numbers_begin_at_1001(a_ticket):
    assert a_ticket.pk > 1000


def test_a_new_ticket_waits_for_us_and_is_one_fact(a_ticket):
    assert a_ticket.category == Category.NEW
    assert a_ticket.waiting_since is not None
    assert [event.kind for event in StoredEvent.objects.filter(ticket_id=a_ticket.pk)] == ["tickets.opened"]


def test_opening_takes_three_inserts(alice, support):
    catalogue()
    choices()
    with CaptureQueriesContext(connection) as statements:
        open_ticket(RequestDraft(title="Hello", text="Hello."), requester=alice, by=alice)
    assert [query["sql"].split()[0] for query in statements if "SAVEPOINT" not in query["sql"]] == [
        "INSERT"
    ] * 3


def test_a_status_that_an_answer_moves_names_the_answer_as_its_cause(a_ticket, alice, anton):
    reply_as_agent(a_ticket, "Which one?", by=anton)
    reply_as_customer(a_ticket, "The blue one.", by=alice)
    moved = StoredEvent.objects.filter(kind="tickets.status_changed").order_by("pk")
    assert [fact.caused_by and fact.caused_by.kind for fact in moved] == [
        "tickets.agent_replied",
        "tickets.customer_replied",
    ]


def test_a_form_sent_twice_opens_one_ticket(alice):
    draft = RequestDraft(title="Twice", text="Twice", form_key="k" * 22)
    first = open_ticket(draft, requester=alice, by=alice)
    assert open_ticket(draft, requester=alice, by=alice) == first
    assert Message.objects.filter(ticket=first).count() == 1


def test_a_form_key_of_somebody_else_shows_nothing_of_theirs(alice, carol):
    open_ticket(RequestDraft(title="Mine", text="Mine", form_key="k" * 22), requester=alice, by=alice)
    with pytest.raises(Exception, match=r"form_key|unique|UNIQUE"):
        open_ticket(RequestDraft(title="Hers", text="Hers", form_key="k" * 22), requester=carol, by=carol)


def test_nobody_opens_a_ticket_in_anothers_name(alice, carol):
    with pytest.raises(NotAllowed):
        open_ticket(RequestDraft(title="x", text="x"), requester=alice, by=carol)


def test_an_answer_waits_for_the_customer_and_is_unread(a_ticket, an_answer, anton):
    a_ticket.refresh_from_db()
    assert (a_ticket.category, a_ticket.unread, a_ticket.waiting_since) == (Category.WAITING, True, None)
    assert a_ticket.assignee == anton
    assert a_ticket.public_text == "Here is the full file."


def test_reading_makes_it_read(a_ticket, an_answer, alice):
    a_ticket.refresh_from_db()
    mark_seen(a_ticket, by=alice)
    a_ticket.refresh_from_db()
    assert not a_ticket.unread


def test_a_customers_reply_opens_a_solved_request_again_within_the_owners_days(a_ticket, alice, later):
    close_ticket(a_ticket, by=alice, solved=True)
    later(days=13)
    reply_as_customer(a_ticket, "Not quite.", by=alice)
    a_ticket.refresh_from_db()
    assert (a_ticket.category, a_ticket.ended, a_ticket.ended_at) == (Category.OPEN, False, None)


def test_a_later_reply_makes_a_linked_request(a_ticket, alice, later):
    close_ticket(a_ticket, by=alice, solved=True)
    later(days=15)
    message = reply_as_customer(a_ticket, "Again!", by=alice)
    assert message.ticket != a_ticket
    assert message.ticket.follows == a_ticket


def test_a_note_changes_nothing_a_customer_can_notice(a_ticket, anton, alice):
    before = Ticket.objects.values("public_at", "public_text", "unread", "waiting_since").get(pk=a_ticket.pk)
    add_note(a_ticket, "Known limit.", by=anton)
    assert (
        Ticket.objects.values("public_at", "public_text", "unread", "waiting_since").get(pk=a_ticket.pk)
        == before
    )
    assert StoredEvent.objects.get(kind="tickets.note_added").audience == "team"


def test_an_empty_reply_is_refused_and_leaves_nothing(a_ticket, alice):
    with pytest.raises(MessageEmpty):
        reply_as_customer(a_ticket, " \x00\n", by=alice)
    assert a_ticket.messages.count() == 1


@pytest.mark.parametrize("who", ["bob", "carol", "mia"])
def test_strangers_do_not_reply(who, a_ticket, request):
    person = request.getfixturevalue(who)
    for reply in (reply_as_customer, reply_as_agent, add_note):
        with pytest.raises(NotAllowed):
            reply(a_ticket, "Hello", by=person)


def test_a_customer_closes_once_and_reopens(a_ticket, alice):
    close_ticket(a_ticket, by=alice)
    with pytest.raises(TicketAlreadyEnded):
        close_ticket(a_ticket, by=alice)
    assert reopen_ticket(a_ticket, by=alice).category == Category.OPEN


def test_the_owner_decides_whether_customers_close_and_reopen(a_ticket, alice):
    choose("requests", customers_close=False)
    with pytest.raises(NotAllowed):
        close_ticket(a_ticket, by=alice)
    choose("requests", customers_close=True, customers_reopen=False)
    close_ticket(a_ticket, by=alice)
    a_ticket.refresh_from_db()
    with pytest.raises(ReopeningEnded):
        reopen_ticket(a_ticket, by=alice)


def test_html_in_a_message_stays_text_and_links_become_links(a_ticket, alice):
    message = reply_as_customer(a_ticket, "<script>alert(1)</script> see https://lake.example/x", by=alice)
    assert "<script" not in message.html
    assert 'href="https://lake.example/x"' in message.html


@pytest.mark.parametrize("hostile", ["\x00", "\ud800", "\u202egnp.exe", "x" * 1_000_000, "=cmd()", "{{7*7}}"])
def test_hostile_words_are_stored_and_shown_as_words(hostile, a_ticket, alice):
    message = reply_as_customer(a_ticket, f"Hello {hostile} end", by=alice)
    message.refresh_from_db()
    assert message.text.startswith("Hello")
    assert message.text.endswith("end")
