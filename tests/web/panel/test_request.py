"""One request, as its customer reads it."""

from __future__ import annotations

import re

import pytest

from smartai.core.tickets.actions import (
    add_participant,
    change_status,
    close_ticket,
    reply_as_agent,
    reply_as_customer,
    save_custom_field,
    set_values,
)
from smartai.core.tickets.models import FieldKind, Message, MessageKind, Status, Ticket
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db


def address(ticket, part=""):
    return f"/support/requests/{ticket.pk}/{part}"


def text_of(person, ticket, query=""):
    return client_of(person).get(address(ticket) + query).content.decode()


def letters_on(page):
    return [int(number) for number in re.findall(r'<li data-message="(\d+)"', page)]


def test_the_requester_reads_letters_from_you_and_from_the_agent(a_ticket, an_answer, alice):
    page = text_of(alice, a_ticket)
    assert "the file ends at row 10,000" in page
    assert "<bdi>You</bdi>" in page
    assert "<bdi>Anton Krause, Support</bdi>" in page
    choose("panel", show_agent_details=False)
    page = text_of(alice, a_ticket)
    assert "Anton" not in page
    assert "<bdi>Support</bdi>" in page


@pytest.mark.parametrize("part", ["", "newer/?after=0"])
def test_notes_are_never_in_it(a_ticket, a_note, alice, part):
    assert "SECRET-NOTE" not in client_of(alice).get(address(a_ticket, part)).content.decode()


@pytest.mark.parametrize("part", ["", "newer/", "files/1/", "files/1/preview/"])
@pytest.mark.parametrize("who", ["bob", "carol", "anton", "olga"])
def test_a_stranger_gets_the_same_404_as_for_no_request(request, a_ticket, who, part):
    client = client_of(request.getfixturevalue(who))
    theirs, none = client.get(address(a_ticket, part)), client.get(f"/support/requests/{10**30}/{part}")
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert theirs.content == none.content


@pytest.mark.parametrize("part", ["reply/", "close/", "reopen/", "rating/", "links/end/"])
def test_strangers_change_nothing_and_get_changes_nothing(a_ticket, alice, carol, part):
    assert client_of(carol).post(address(a_ticket, part), {"text": "Hi", "score": "bad"}).status_code == 404
    assert client_of(alice).get(address(a_ticket, part)).status_code == 405
    assert not Ticket.objects.get(pk=a_ticket.pk).ended
    assert a_ticket.messages.count() == 1


def test_answers_since_the_last_visit_stand_below_a_divider_once(a_ticket, an_answer, alice, anton):
    first = text_of(alice, a_ticket)
    assert first.index("row 10,000.</p>") < first.index('class="divider"') < first.index("Here is the full")
    assert 'class="divider"' not in text_of(alice, a_ticket)
    reply_as_agent(a_ticket, "And the second half.", by=anton)
    second = text_of(alice, a_ticket)
    assert second.index("Here is the full") < second.index('class="divider"') < second.index("second half")


def test_reading_by_a_participant_leaves_it_unread_for_the_requester(a_ticket, an_answer, bob, anton):
    add_participant(a_ticket, bob, by=anton)
    assert "Here is the full file." in text_of(bob, a_ticket)
    assert Ticket.objects.get(pk=a_ticket.pk).unread


def test_the_state_is_told_in_the_customers_words(a_ticket, alice, anton):
    status = Status.objects.create(name="Escalated to R2", category="on_hold", position=9)
    change_status(a_ticket, status, by=anton)
    page = text_of(alice, a_ticket)
    assert "Being worked on" in page
    assert "Escalated" not in page


def test_only_changes_that_do_not_follow_from_a_letter_are_told(a_ticket, an_answer, alice):
    close_ticket(a_ticket, by=alice, solved=True)
    reply_as_customer(a_ticket, "Not quite.", by=alice)
    changes = re.findall(r'<li class="event"><span>([^<]*)', text_of(alice, a_ticket))
    assert changes == ["Solved", "Opened again"]


def test_long_conversations_load_in_parts_that_join_without_gaps(a_ticket, alice):
    Message.objects.bulk_create(
        Message(ticket=a_ticket, author=alice, kind=MessageKind.CUSTOMER, text=f"L{n}", html=f"<p>L{n}</p>")
        for n in range(120)
    )
    client, at = client_of(alice), address(a_ticket)
    seen: list[int] = []
    while at:
        page = client.get(at).content.decode()
        seen = letters_on(page) + seen
        at = next(iter(re.findall(r'href="([^"]*)" data-older', page)), "")
    assert seen == list(a_ticket.messages.values_list("pk", flat=True))


def test_reading_costs_the_same_however_long_it_is(a_ticket, alice, anton, django_assert_max_num_queries):
    for n in range(10):
        reply_as_agent(a_ticket, f"Answer {n}", by=anton)
    client = client_of(alice)
    client.get(address(a_ticket))
    with django_assert_max_num_queries(4):
        client.get(address(a_ticket))


def test_own_fields_department_and_priority_are_beside_it(a_ticket, alice, anton, olga):
    order = save_custom_field(None, by=olga, label="Order number", kind=FieldKind.TEXT)
    secret = save_custom_field(None, by=olga, label="Risk", kind=FieldKind.TEXT, for_customers=False)
    set_values(a_ticket, {order.pk: "A-77", secret.pk: "high"}, by=anton)
    page = text_of(alice, a_ticket)
    assert "A-77" in page
    assert "Risk" not in page
    choose("panel", show_department=False)
    assert '<dd dir="auto">Support</dd>' in page
    assert '<dd dir="auto">Support</dd>' not in text_of(alice, a_ticket)


def test_the_owners_words_for_a_field_stand_beside_the_request_too(a_ticket, alice):
    assert '<dt dir="auto">Priority</dt>' in client_of(alice).get(address(a_ticket)).content.decode()
    choose("labels", priority="Severity", department="Team")
    page = client_of(alice).get(address(a_ticket)).content.decode()
    assert '<dt dir="auto">Severity</dt>' in page
    assert '<dt dir="auto">Team</dt>' in page


def test_newer_gives_letters_after_the_last_one_and_counts_as_reading(a_ticket, alice, an_answer):
    last = a_ticket.messages.earliest("pk").pk
    newer = client_of(alice).get(address(a_ticket, f"newer/?after={last}")).content.decode()
    assert letters_on(newer) == [an_answer.pk]
    assert "Waiting for you" in newer
    assert not Ticket.objects.get(pk=a_ticket.pk).unread


@pytest.mark.parametrize("after", ["", "x", "-1", "٣", "9" * 40])
def test_newer_answers_whatever_is_asked(a_ticket, alice, after):
    assert client_of(alice).get(address(a_ticket, "newer/"), {"after": after}).status_code == 200


def test_closing_and_opening_again(a_ticket, alice):
    client = client_of(alice)
    closed = client.post(address(a_ticket, "close/"), {"solved": "yes"})
    assert closed.headers["Location"] == address(a_ticket, "#ending")
    assert 'id="ending"' in client.get(address(a_ticket)).content.decode()
    assert Ticket.objects.get(pk=a_ticket.pk).category == "solved"
    assert "ended already" in client.post(address(a_ticket, "close/"), follow=True).content.decode()
    client.post(address(a_ticket, "reopen/"))
    assert Ticket.objects.get(pk=a_ticket.pk).category == "open"
    choose("requests", customers_close=False)
    page = client.get(address(a_ticket)).content.decode()
    assert address(a_ticket, "close/") not in page
    client.post(address(a_ticket, "close/"))
    assert not Ticket.objects.get(pk=a_ticket.pk).ended


def test_all_links_of_a_request_can_be_ended(a_ticket, alice):
    client = client_of(alice)
    client.post(address(a_ticket, "links/end/"))
    assert Ticket.objects.get(pk=a_ticket.pk).links_valid_after is not None
