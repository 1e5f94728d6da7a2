"""Similar solved tickets beside a conversation."""

from __future__ import annotations

import pytest

from smartai.core.tickets.actions import reply_as_agent
from smartai.core.tickets.models import Category, Ticket
from tests.cast import client_of
from tests.filing import file_all
from tests.web.desk.test_desk import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alike(carol, support, anton, open_request, a_ticket) -> Ticket:
    ticket: Ticket = open_request(carol, support, "The export stops at some row", "So it ends.")
    for number in range(10):
        open_request(carol, support, f"Matter {number}", "Please help.")
    answer = "Hello Carol,\n\nchoose send by e-mail, as carol@stone.example did."
    reply_as_agent(ticket, answer, by=anton, then=Category.SOLVED)
    file_all()
    return ticket


def test_they_stand_beside_it_with_the_reason_and_open_beside(anton, a_ticket, alike):
    client = client_of(anton)
    part = client.get(f"{page_of(a_ticket)}similar/", {"part": "beside"}).content.decode()
    assert f'href="{page_of(alike)}" target="_blank"' in part
    assert "Same words: " in part
    assert "Same department" in part
    assert f'href="{page_of(alike)}"' in client.get(f"{page_of(a_ticket)}similar/").content.decode()


def test_its_answer_begins_an_answer_without_whom_it_names(anton, mia, a_ticket, alike):
    letter = alike.messages.latest("pk").pk
    path = f"{page_of(a_ticket)}similar/{letter}/"
    assert client_of(anton).get(path).json()["text"] == (
        "Hello [customer],\n\nchoose send by e-mail, as [address] did."
    )
    assert client_of(mia).get(path).status_code == 404


def test_only_answers_of_tickets_that_the_agent_sees_can_be_put_in(
    anton, olga, carol, billing, open_request, a_ticket, a_note
):
    hidden = reply_as_agent(open_request(carol, billing, "Other"), "Not for Anton.", by=olga)
    client = client_of(anton)
    for letter in (hidden.pk, a_note.pk, a_ticket.messages.earliest("pk").pk, 999_999):
        assert client.get(f"{page_of(a_ticket)}similar/{letter}/").status_code == 404
    assert client_of(olga).get(f"{page_of(a_ticket)}similar/{hidden.pk}/").status_code == 200
