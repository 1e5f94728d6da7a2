from __future__ import annotations

import pytest

from smartai.core.tickets.actions import (
    add_participant,
    assign_ticket,
    issue_link,
    link_token,
    open_link,
    remove_participant,
    revoke_links,
)
from smartai.core.tickets.errors import LinkRefused
from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.accounts.actors import NOBODY, System

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("alice", True),
        ("bob", False),
        ("carol", False),
        ("leo", True),
        ("anton", True),
        ("mia", False),
        ("selma", True),
        ("olga", True),
    ],
)
def test_a_ticket_is_seen_by_its_requester_its_department_supervisors_and_owners(
    who, sees, a_ticket, request
):
    person = request.getfixturevalue(who)
    assert Ticket.objects.visible_to(person).filter(pk=a_ticket.pk).exists() is sees


def test_visitors_see_nothing_and_the_product_itself_sees_all(a_ticket):
    assert not Ticket.objects.visible_to(NOBODY).exists()
    assert Ticket.objects.visible_to(System("sweep")).exists()


def test_an_assigned_agent_of_another_department_sees_the_ticket(a_ticket, mia, olga):
    assign_ticket(a_ticket, mia, by=olga)
    assert a_ticket in Ticket.objects.visible_to(mia)


def test_a_participant_sees_the_ticket_until_taken_out(a_ticket, bob, anton):
    add_participant(a_ticket, bob, by=anton)
    assert a_ticket in Ticket.objects.visible_to(bob)
    remove_participant(a_ticket, bob, by=anton)
    assert a_ticket not in Ticket.objects.visible_to(bob)


def test_somebody_deactivated_sees_nothing(a_ticket, anton):
    anton.active = False
    assert not Ticket.objects.visible_to(anton).exists()


def test_notes_are_for_the_team_only(a_ticket, a_note, alice, anton):
    assert a_note not in Message.objects.visible_to(alice)
    assert a_note in Message.objects.visible_to(anton)
    assert a_note not in Message.objects.public()


def test_a_link_opens_its_ticket_and_no_other(a_ticket, alice, open_request):
    other = open_request(alice)
    holder = open_link(link_token(issue_link(a_ticket, alice)))
    assert list(Ticket.objects.visible_to(holder)) == [a_ticket]
    assert other not in Ticket.objects.visible_to(holder)


def test_a_links_secret_is_not_in_its_row(a_ticket, alice):
    link = issue_link(a_ticket, alice)
    assert link_token(link) not in str(vars(link))


def test_revoked_links_open_nothing_while_later_ones_do(a_ticket, alice):
    token = link_token(issue_link(a_ticket, alice))
    revoke_links(a_ticket, by=alice)
    with pytest.raises(LinkRefused):
        open_link(token)
    assert open_link(link_token(issue_link(a_ticket, alice))).ticket_id == a_ticket.pk


def test_an_expired_link_opens_nothing(a_ticket, alice, later):
    token = link_token(issue_link(a_ticket, alice))
    later(days=31)
    with pytest.raises(LinkRefused):
        open_link(token)


def test_a_participant_who_was_taken_out_loses_the_link(a_ticket, bob, anton):
    add_participant(a_ticket, bob, by=anton)
    token = link_token(issue_link(a_ticket, bob))
    remove_participant(a_ticket, bob, by=anton)
    with pytest.raises(LinkRefused):
        open_link(token)
