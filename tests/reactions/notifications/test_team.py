"""What agents and owners are sent."""

from __future__ import annotations

import pytest

from smartai.core.departments.models import Department
from smartai.core.people.actions import change_role
from smartai.core.tickets.actions import assign_ticket, hand_over_tickets, reply_as_customer
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person, Role
from smartai.reactions.notifications.kinds import Kind
from tests.cast import OpenTicket
from tests.reactions.notifications.post import clear_post, kinds_to, mail_to, mails_to, wishes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everybody(anton: Person, mia: Person, olga: Person) -> None:
    """Anton works in Support, Mia in Billing; Olga owns and is a member of nothing."""


def test_a_new_ticket_is_told_to_its_department_alone(
    a_ticket: Ticket, anton: Person, mia: Person, olga: Person
) -> None:
    mail = mail_to(anton)
    assert mail.kind == Kind.TEAM_NEW
    assert "A new ticket of Alice Lake in Support" in mail.text
    assert "the file ends at row 10,000." in mail.text
    assert f"/desk/tickets/{a_ticket.pk}/" in mail.html
    assert mails_to(mia) == mails_to(olga) == []


def test_where_nobody_works_the_owners_are_told(
    alice: Person, olga: Person, anton: Person, open_request: OpenTicket
) -> None:
    open_request(alice, Department.objects.create(name="Empty", position=5))
    assert kinds_to(olga) == [Kind.TEAM_NEW]
    assert mails_to(anton) == []


def test_agents_switch_their_mails_off(a_ticket: Ticket, alice: Person, anton: Person, olga: Person) -> None:
    wishes(anton, mail_new=False)
    assert mails_to(anton) == []
    reply_as_customer(a_ticket, "Hello?", by=alice)
    assert kinds_to(anton) == [Kind.TEAM_REPLY]
    wishes(anton, mail_replies=False)
    reply_as_customer(a_ticket, "Anybody?", by=alice)
    assert kinds_to(anton) == [Kind.TEAM_REPLY]
    assert mails_to(olga) == []


def test_a_reply_is_told_to_the_assignee_alone(
    a_ticket: Ticket, alice: Person, anton: Person, mia: Person, olga: Person
) -> None:
    assign_ticket(a_ticket, mia, by=olga)
    clear_post()
    reply_as_customer(a_ticket, "It happened again.", by=alice)
    assert "It happened again." in mail_to(mia).text
    assert mails_to(anton) == []


def test_who_is_given_a_ticket_learns_of_it_and_who_takes_one_knows(
    a_ticket: Ticket, anton: Person, mia: Person, olga: Person
) -> None:
    clear_post()
    assign_ticket(a_ticket, anton, by=anton)
    assert mails_to(anton) == []
    assign_ticket(a_ticket, mia, by=olga)
    mail = mail_to(mia)
    assert mail.kind == Kind.TEAM_ASSIGNED
    assert "Olga Berg assigned this ticket to you." in mail.text


def test_a_light_agent_is_asked_for_no_answer_by_any_mail(
    a_ticket: Ticket, alice: Person, leo: Person, anton: Person, olga: Person
) -> None:
    change_role(anton, Role.LIGHT, by=olga)
    reply_as_customer(a_ticket, "Hello?", by=alice)
    assert mails_to(leo) == mails_to(anton) == []
    assert kinds_to(olga) == [Kind.TEAM_NEW, Kind.TEAM_REPLY]


def test_who_inherits_tickets_is_told_once_of_all_of_them(
    a_ticket: Ticket, alice: Person, anton: Person, mia: Person, olga: Person, open_request: OpenTicket
) -> None:
    for ticket in (a_ticket, open_request(alice, a_ticket.department)):
        assign_ticket(ticket, anton, by=olga)
    clear_post()
    hand_over_tickets(anton, mia, by=olga)
    mail = mail_to(mia)
    assert mail.kind == Kind.TEAM_HANDED_OVER
    assert "Olga Berg gave you the open tickets of Anton Krause. How many: 2." in mail.text
    assert "/desk/views/mine/" in mail.html
    wishes(anton, mail_new=False)
    hand_over_tickets(mia, anton, by=olga)
    assert mails_to(anton) == []


def test_who_was_given_a_ticket_for_a_moment_is_left_alone(
    a_ticket: Ticket, anton: Person, mia: Person, olga: Person
) -> None:
    assign_ticket(a_ticket, mia, by=olga)
    assign_ticket(a_ticket, anton, by=olga)
    assert mails_to(mia) == []
