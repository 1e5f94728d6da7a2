from __future__ import annotations

import pytest

from smartai.core.departments.actions import archive_department
from smartai.core.tickets.actions import (
    assign_ticket,
    change_status,
    empty_department,
    hand_over,
    hand_over_tickets,
)
from smartai.core.tickets.events import TicketAssigned, TicketMoved, TicketsReassigned
from smartai.core.tickets.models import Category, Status, Ticket
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alice, support, anton, olga, open_request, monkeypatch) -> list[Ticket]:
    """Anton's in Support, the last one solved; what is done at once is less than that."""
    monkeypatch.setattr(hand_over, "AT_ONCE", 1)
    tickets = [open_request(alice, support, f"Ticket {n}") for n in range(3)]
    for ticket in tickets:
        assign_ticket(ticket, anton, by=olga)
    change_status(tickets[2], Status.objects.get(category=Category.SOLVED), by=olga)
    return tickets


def test_open_tickets_go_to_the_heir_and_solved_ones_stay(three, anton, mia, olga):
    assert hand_over_tickets(anton, mia, by=olga) == 2
    assert [Ticket.objects.get(pk=one.pk).assignee for one in three] == [mia, mia, anton]
    told = StoredEvent.objects.filter(kind=TicketAssigned.kind, payload__handed_over=True)
    assert {*told.values_list("ticket_id", flat=True)} == {three[0].pk, three[1].pk}
    assert StoredEvent.objects.get(kind=TicketsReassigned.kind).payload["count"] == 2


def test_without_an_heir_they_are_nobodys(three, anton, olga):
    hand_over_tickets(anton, None, by=olga)
    assert Ticket.objects.open().filter(assignee=None).count() == 2


@pytest.mark.parametrize("heir", ["leo", "anton", "alice"])
def test_only_another_colleague_who_answers_can_be_the_heir(heir, three, anton, olga, request):
    with pytest.raises(NotAllowed):
        hand_over_tickets(anton, request.getfixturevalue(heir), by=olga)


def test_a_department_is_emptied_before_it_ends(three, support, billing, olga):
    archive_department(support, by=olga)
    assert empty_department(support, billing, by=olga) == 2
    assert {*Ticket.objects.open().values_list("department", flat=True)} == {billing.pk}
    assert Ticket.objects.get(pk=three[2].pk).department == support
    told = StoredEvent.objects.filter(kind=TicketMoved.kind).first()
    assert told
    assert (told.payload["before"], told.payload["after"]) == ("Support", "Billing")
    with pytest.raises(NotAllowed):
        empty_department(billing, support, by=olga)
