"""Solving leads to the next ticket of the list that one came from, and can be taken back from there."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from smartai.core.tickets.actions import (
    add_note,
    assign_ticket,
    change_status,
    reply_as_customer,
    undo_solving,
)
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import TicketStillOpen
from smartai.core.tickets.events import StatusChanged
from smartai.core.tickets.models import Category, Ticket
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alice, support, open_request) -> list[Ticket]:
    return [open_request(alice, support, title) for title in ("First", "Second", "Third")]


def form_of(page: str, button: str) -> str:
    """Where the form with this button posts to."""
    forms = re.findall(r'<form[^>]*action="([^"]*)"[^>]*>(?:(?!</form>).)*</form>', page, re.DOTALL)
    texts = re.findall(r"<form[^>]*action=[^>]*>((?:(?!</form>).)*)</form>", page, re.DOTALL)
    return html.unescape(next(url for url, text in zip(forms, texts, strict=True) if button in text))


def open_from(client: Client, path: str, title: str) -> str:
    """The page of the ticket, opened from the list."""
    links = re.findall(r'<a href="(/desk/tickets/\d+/[^"]*)"[^>]*>.*?</bdi>([^<]*)</a>', read(client, path))
    return read(client, html.unescape(next(url for url, words in links if words.strip() == title)))


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def solve(client: Client, page: str) -> str:
    """What one lands on."""
    return client.post(form_of(page, ">E</kbd>"), follow=True).content.decode()


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>([^<]*)</h1>", page)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("path", "solved", "lands_on"),
    [
        ("/desk/", "First", "Second"),
        ("/desk/", "Third", "Second"),
        ("/desk/?order=newest", "Third", "Second"),
        ("/desk/views/open/", "Third", "Second"),
        ("/desk/views/open/", "First", "Second"),
        ("/desk/search/?q=is:open", "Third", "Second"),
    ],
)
def test_the_next_ticket_of_the_list_is_opened_else_the_one_before(path, solved, lands_on, anton, three):
    client = client_of(anton)
    page = solve(client, open_from(client, path, solved))
    ticket = next(one for one in three if one.title == solved)
    assert heading(page) == lands_on
    assert f"Solved #{ticket.pk}." in page
    assert Ticket.objects.get(pk=ticket.pk).category == Category.SOLVED


def test_the_last_ticket_leads_to_the_list_which_says_that_all_is_answered(anton, a_ticket):
    client = client_of(anton)
    page = solve(client, open_from(client, "/desk/", a_ticket.title))
    assert heading(page) == "Needs reply"
    assert "All answered" in page


def test_the_list_keeps_department_and_order_from_ticket_to_ticket(olga, three, support):
    client = client_of(olga)
    page = open_from(client, f"/desk/?order=newest&department={support.pk}", "Third")
    for title in ("Second", "First"):
        page = solve(client, page)
        assert heading(page) == title
    page = solve(client, page)
    assert heading(page) == "Needs reply"
    assert re.search(r'aria-current="true">Newest first', page)


def test_who_answered_first_and_then_solves_goes_on_from_where_the_ticket_stood(anton, three):
    """An answered ticket has left the list; its place there is remembered."""
    client = client_of(anton)
    page = open_from(client, "/desk/", "Second")
    typed = {"kind": "reply", "body": "Done.", "then": "waiting", "form_key": "k"}
    page = client.post(form_of(page, 'name="body"'), typed, follow=True).content.decode()
    assert heading(page) == "Second"
    assert heading(solve(client, page)) == "Third"


def test_a_ticket_that_was_opened_without_a_list_stays(anton, three):
    client = client_of(anton)
    page = solve(client, read(client, f"/desk/tickets/{three[0].pk}/"))
    assert heading(page) == "First"
    assert f"Solved #{three[0].pk}." in page


def test_the_next_ticket_is_one_that_the_agent_may_see(anton, alice, billing, support, open_request):
    open_request(alice, support, "Ours")
    open_request(alice, billing, "Not ours")
    client = client_of(anton)
    assert "All answered" in solve(client, open_from(client, "/desk/", "Ours"))


def test_undo_brings_the_ticket_back_as_it_was_and_to_its_place(anton, three):
    client = client_of(anton)
    assign_ticket(three[0], anton, by=anton)
    before = Ticket.objects.get(pk=three[0].pk)
    page = solve(client, open_from(client, "/desk/", "First"))
    undo = form_of(page, ">Undo<")
    page = client.post(undo, follow=True).content.decode()
    after = Ticket.objects.get(pk=three[0].pk)
    assert heading(page) == "First"
    assert "view=needs-reply" in undo
    assert (after.status, after.waiting_since, after.ended_at, after.assignee) == (
        before.status, before.waiting_since, None, anton,
    )  # fmt: skip
    assert StoredEvent.objects.filter(kind=StatusChanged.kind, ticket_id=after.pk).count() == 2
    assert "is open again" not in page


def test_undo_says_so_when_the_customer_has_opened_the_ticket_meanwhile(anton, alice, a_ticket):
    client = client_of(anton)
    page = solve(client, open_from(client, "/desk/", a_ticket.title))
    reply_as_customer(a_ticket, "It still ends there.", by=alice)
    page = client.post(form_of(page, ">Undo<"), follow=True).content.decode()
    assert "Somebody has opened the ticket again already." in page


def test_solving_what_a_colleague_solved_changes_nothing_and_goes_on(olga, anton, three):
    client = client_of(anton)
    page = open_from(client, "/desk/", "First")
    change_status(three[0], catalogue().first_status(Category.SOLVED), by=olga)
    page = solve(client, page)
    assert heading(page) == "Second"
    assert "was solved already" in page
    assert ">Undo<" not in page


def test_a_part_of_a_page_that_a_script_fetches_does_not_take_the_undo_away(anton, three):
    client = client_of(anton)
    client.post(f"/desk/tickets/{three[0].pk}/solving/?view=open")
    assert ">Undo<" not in client.get("/desk/", headers={"x-fragment": "1"}).content.decode()
    assert ">Undo<" in read(client, "/desk/")


def test_only_who_works_on_the_ticket_takes_its_solving_back_and_only_while_it_is_solved(
    anton, mia, alice, a_ticket
):
    with pytest.raises(TicketStillOpen):
        undo_solving(a_ticket, by=anton)
    change_status(a_ticket, catalogue().first_status(Category.SOLVED), by=anton)
    add_note(a_ticket, "Solved it.", by=anton)
    for stranger in (mia, alice):
        with pytest.raises(NotAllowed):
            undo_solving(a_ticket, by=stranger)
    assert undo_solving(a_ticket, by=anton).category == Category.NEW


@pytest.mark.parametrize("at", ["nonsense", "WzEsIDIsIDNd", "[" * 5_000])
def test_a_place_that_is_none_leads_to_the_first_of_the_list(at, anton, three):
    url = f"/desk/tickets/{three[1].pk}/solving/?view=open&at={at}"
    assert heading(client_of(anton).post(url, follow=True).content.decode()) == "Third"
