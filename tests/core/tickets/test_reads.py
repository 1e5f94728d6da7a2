"""The reads of every page, beside the query sets that they stand for."""

from __future__ import annotations

import pytest

from smartai.core.tickets import reads
from smartai.core.tickets.actions import add_participant, change_status, reply_as_agent
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Category, Ticket

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["alice", "bob", "carol", "leo", "mia", "anton", "selma", "olga"])
@pytest.mark.parametrize("takes_part", [False, True])
def test_own_ticket_is_what_visible_to_and_own_of_give(request, a_ticket, anton, who, takes_part):
    person = request.getfixturevalue(who)
    if takes_part:
        add_participant(a_ticket, person, by=anton)
    same = Ticket.objects.visible_to(person).own_of(person).filter(pk=a_ticket.pk).first()
    found = reads.own_ticket(person, a_ticket.pk)
    assert (found.ticket if found else None) == same


@pytest.mark.parametrize("number", [0, 1, 2**63 - 1, 2**63, 10**30])
def test_no_number_is_too_strange_for_own_ticket(alice, number):
    assert reads.own_ticket(alice, number) is None


def test_letters_never_hold_a_note(a_ticket, an_answer, a_note):
    assert [letter.kind for letter in reads.newest_letters(a_ticket)] == ["agent", "customer"]


def test_a_standing_counts_one_s_own_requests_only(alice, bob, a_ticket, an_answer, anton):
    assert reads.standing_of(bob) == reads.Standing()
    add_participant(a_ticket, bob, by=anton)
    assert reads.standing_of(alice) == reads.Standing(unread=1, open=1, has_asked=True)
    assert reads.standing_of(bob) == reads.Standing(takes_part=True)
    assert reads.shared_with(bob) == [a_ticket.pk]


def test_a_standing_counts_answers_in_what_is_closed(alice, a_ticket, an_answer, anton):
    change_status(a_ticket, catalogue().first_status(Category.SOLVED), by=anton)
    assert reads.standing_of(alice) == reads.Standing(unread=1, open=0, has_asked=True)


def test_whoever_reads_one_request_is_told_of_answers_in_the_others(alice, open_request, anton):
    first, second = open_request(alice, title="First"), open_request(alice, title="Second")
    for ticket in (first, second):
        reply_as_agent(ticket, "Answer", by=anton)
    found = reads.own_ticket(alice, first.pk)
    assert found is not None
    assert found.unread_elsewhere == 1


SEEN_AT_WORK = reads.ReadAtWork(lambda seen, me: Ticket.objects.under(seen(me)).order_by("pk"))


@pytest.mark.parametrize("who", ["leo", "mia", "anton", "selma", "olga"])
@pytest.mark.parametrize("assigned", [False, True])
def test_a_read_at_work_gives_what_visible_to_gives(request, a_ticket, anton, olga, who, assigned):
    person = request.getfixturevalue(who)
    if assigned:
        Ticket.objects.update(assignee=person)
    assert SEEN_AT_WORK.all(person) == list(Ticket.objects.visible_to(person).order_by("pk"))


def test_a_read_at_work_gives_nothing_to_customers_and_to_who_was_sent_away(alice, a_ticket, olga):
    olga.active = False
    assert SEEN_AT_WORK.first(alice) is None
    assert SEEN_AT_WORK.first(olga) is None
