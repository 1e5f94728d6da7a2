"""The list of a customer's own requests."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from smartai.core.tickets.actions import (
    add_note,
    add_participant,
    close_ticket,
    reply_as_agent,
    reply_as_customer,
    save_custom_field,
    set_values,
)
from smartai.core.tickets.models import FieldKind, Ticket
from tests.cast import choose, client_of
from tests.filing import file_all

pytestmark = pytest.mark.django_db
LIST = "/support/requests/"


def text_of(person, address=LIST):
    response = client_of(person).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_sees_their_own_requests_and_those_they_take_part_in(a_ticket, alice, bob, carol, anton):
    assert a_ticket.title in text_of(alice)
    assert a_ticket.title not in text_of(bob)
    add_participant(a_ticket, bob, by=anton)
    assert a_ticket.title in text_of(bob)
    assert a_ticket.title not in text_of(carol)
    assert a_ticket.title not in text_of(anton)  # at work it is on the desk


def test_unread_answers_come_first_and_name_who_wrote(a_ticket, an_answer, alice, open_request):
    open_request(alice, title="A younger request")
    page = text_of(alice)
    assert page.index(a_ticket.title) < page.index("A younger request")
    assert "New answer" in page
    assert "Anton Krause:" in page
    choose("panel", show_agent_details=False)
    assert "Anton" not in text_of(alice)


def test_closed_requests_have_a_segment_and_old_ones_one_click_more(a_ticket, alice, open_request):
    old = open_request(alice, title="From long ago")
    for ticket in (a_ticket, old):
        close_ticket(ticket, by=alice)
    Ticket.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=91))
    assert a_ticket.title not in text_of(alice)
    closed, archived = text_of(alice, LIST + "?show=closed"), text_of(alice, LIST + "?show=archived")
    assert a_ticket.title in closed
    assert old.title not in closed
    assert "Show archived requests" in closed
    assert old.title in archived
    assert a_ticket.title not in archived


@pytest.mark.parametrize(
    ("words", "found"),
    [("row 10,000", True), ("ROW export", True), ("#{pk}", True), ("übersicht", True), ("moon", False),
     ("SECRET-NOTE", False), ("100%", False), ("\x00", True), ("\ud800", False)],
)  # fmt: skip
def test_search_finds_titles_and_public_letters(a_ticket, a_note, alice, words, found):
    reply_as_customer(a_ticket, "Die ÜBERSICHT fehlt.", by=alice)
    file_all()
    response = client_of(alice).get(LIST, {"q": words.format(pk=a_ticket.pk).encode("utf-8", "replace")})
    assert response.status_code == 200
    assert (f"<bdi>#{a_ticket.pk}</bdi>" in response.content.decode()) is found


def test_a_search_without_result_says_what_was_looked_for(alice):
    assert "Nothing for “exprot &lt;b&gt;”" in text_of(alice, LIST + "?q=exprot+<b>")


def test_the_number_of_new_answers_has_its_place_before_there_are_any(a_ticket, alice, anton):
    place = '<span class="tag num" data-live-part="tab-list"'
    assert f"{place} hidden></span>" in text_of(alice)
    reply_as_agent(a_ticket, "Here it is.", by=anton)
    assert f"{place}>1</span>" in text_of(alice)


def test_what_was_found_is_marked_in_title_and_letter(a_ticket, an_answer, alice):
    file_all()
    page = text_of(alice, LIST + "?q=file")
    assert "<bdi>Anton Krause:</bdi></b> Here is the full <mark>file</mark>." in page
    assert "<mark>Export</mark> stops" in text_of(alice, LIST + "?q=exporting")
    choose("panel", show_agent_details=False)
    assert "Anton" not in text_of(alice, LIST + "?q=file")


def test_a_planted_note_is_in_no_result_snippet_number_or_correction(a_ticket, alice, anton, bob):
    add_note(a_ticket, "The zeppelin export: they never pay.", by=anton)
    add_participant(a_ticket, bob, by=anton)
    file_all()
    for person in (alice, bob):
        for words in ("zeppelin", "zeppelni", "zepp", "export", "export zeppelin", "pay", "never"):
            page = text_of(person, f"{LIST}?q={words}")
            assert "eppelin" not in page.replace(f"“{words}”", "").replace(f'value="{words}"', "")
            assert ("stops at row" in page) is (words == "export")


def test_a_field_of_the_team_is_in_nothing_that_a_search_gives(a_ticket, alice, anton, olga):
    order = save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT)
    risk = save_custom_field(None, by=olga, label="Risk", kind=FieldKind.TEXT, for_customers=False)
    set_values(a_ticket, {order.pk: "walrus", risk.pk: "zeppelin"}, by=anton)
    file_all()
    for words in ("zeppelin", "zeppelni", "zepp", "walrus zeppelin", "walrus"):
        page = text_of(alice, f"{LIST}?q={words}")
        assert "eppelin" not in page.replace(f"“{words}”", "").replace(f'value="{words}"', "")
        assert "Did you mean" not in page
        assert ("stops at row" in page) is (words == "walrus")


def test_an_empty_search_names_words_of_own_titles_alone(a_ticket, carol, alice, open_request):
    open_request(carol, title="A zeppelin")
    file_all()
    assert '?q=export"><bdi>export</bdi></a>?' in text_of(alice, LIST + "?q=exprot")
    assert "Did you mean" not in text_of(alice, LIST + "?q=zeppelni")
    assert "Did you mean" in text_of(carol, LIST + "?q=zeppelni")


def test_search_stays_within_own_requests(a_ticket, carol):
    file_all()
    assert a_ticket.title not in text_of(carol, LIST + "?q=export")


def test_pages_follow_each_other_without_gaps(alice, open_request):
    numbers = {open_request(alice, title=f"Request {n}").pk for n in range(30)}
    client, address, seen = client_of(alice), LIST, set()
    for _ in range(2):
        page = client.get(address).content.decode()
        seen |= {int(number) for number in re.findall(r"<bdi>#(\d+)</bdi>", page)}
        address = unescape(next(iter(re.findall(r'href="([^"]*)" data-older', page)), ""))
    assert seen == numbers
    assert address == ""


def test_the_list_costs_the_same_however_long_it_is(
    alice, anton, open_request, django_assert_max_num_queries
):
    for n in range(20):
        reply_as_agent(open_request(alice, title=f"Request {n}"), "Answer", by=anton)
    client = client_of(alice)
    client.get(LIST)
    with django_assert_max_num_queries(3):
        client.get(LIST)


def test_the_owner_can_show_names_instead_of_titles_or_hide_the_list(a_ticket, alice):
    choose("panel", name_as_title=True)
    page = text_of(alice)
    assert "Alice Lake</a>" in page
    assert a_ticket.title not in page
    choose("panel", show_list=False)
    assert client_of(alice).get(LIST).headers["Location"] == "/support/"


def test_visitors_are_asked_to_sign_in_and_come_back():
    response = client_of(None).get(LIST)
    assert response.status_code == 302
    assert response.headers["Location"] == "/support/sign-in/?next=%2Fsupport%2Frequests%2F"
