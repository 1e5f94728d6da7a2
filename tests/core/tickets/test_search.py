"""Tickets are found by words and conditions, by those who may see them; notes by the team alone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartai.core.people.actions import change_profile
from smartai.core.privacy.actions import erase_person
from smartai.core.tickets.actions import (
    add_note,
    add_participant,
    assign_ticket,
    change_priority,
    change_title,
    reply_as_agent,
    reply_as_customer,
    set_tags,
)
from smartai.core.tickets.models import Category, Priority, Ticket, TicketWords
from smartai.core.tickets.search.filing import rebuild
from smartai.core.tickets.search.finding import find_requests, find_tickets, tickets_found
from smartai.core.workspace.actions import create_panel
from smartai.foundation.search.corpus import postgresql, sqlite, store
from smartai.foundation.search.models import Term
from tests.filing import file_all

pytestmark = pytest.mark.django_db


def numbers(query, by):
    return [ticket.pk for ticket in find_tickets(query, by=by).tickets]


@pytest.fixture
def two(alice, carol, support, billing, open_request):
    """Alice's in Support, and Carol's in Billing."""
    first = open_request(
        alice, support, "Export stops at row 10,000", "The file ends. We use bank transfers."
    )
    second = open_request(carol, billing, "Rechnung fehlt", "Die Rechnungen für März; exports are fine.")
    file_all()
    return first, second


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("export", [0, 1]),
        ("EXPORTING", [0, 1]),
        ("exp", [0, 1]),
        ("row 10000", [0]),
        ('"bank transfer"', [0]),
        ('"transfer bank"', []),
        ("rechnungen", [1]),
        ("maerz", [1]),
        ("marz", [1]),
        ("export rechnung", [1]),
        ("export -rechnung", [0]),
        ("-rechnung is:open", [0]),
        ("alice", [0]),
        ("lake export", [0]),
        ("alice@lake.example", [0]),
        ("@lake.example", [0]),
        ("stone.example", [1]),
        ("bob@lake.example", []),
        ("zebra", []),
    ],
)  # fmt: skip
def test_the_team_finds_tickets_by_what_people_write(two, olga, query, which):
    assert sorted(numbers(query, olga)) == [two[place].pk for place in which]


def test_a_title_says_more_than_a_letter(two, olga):
    assert numbers("export", olga)[0] == two[0].pk


def test_a_number_is_found_at_once_and_comes_first(two, alice, support, olga, open_request):
    fresh = open_request(alice, support, "Not filed yet", f"See {two[0].pk}")
    for query in (str(fresh.pk), f"#{fresh.pk}"):
        assert numbers(query, olga) == [fresh.pk]
    file_all()
    assert numbers(f"#{two[0].pk}", olga) == [two[0].pk, fresh.pk]


def test_agents_find_what_they_may_see_and_nothing_tells_of_the_rest(two, mia, anton):
    assert numbers("rechnung", anton) == []
    assert numbers(str(two[1].pk), anton) == []
    assert find_tickets("rechnnug", by=anton).meant == ""
    assert find_tickets("rechnnug", by=mia).meant == "rechnung"
    assert numbers("rechnung", mia) == [two[1].pk]
    assert numbers("export", mia) == [two[1].pk]


def test_a_planted_note_is_found_by_the_team_and_nowhere_by_a_customer(two, alice, bob, anton, mia):
    add_note(two[0], "zeppelin: they never pay", by=anton)
    file_all()
    add_participant(two[0], bob, by=anton)
    assert numbers("zeppelin", anton) == [two[0].pk]
    assert find_tickets("zeppelni", by=anton).meant == "zeppelin"
    assert find_tickets("zeppelni", by=mia).meant == ""
    own = [two[0].pk]
    for query in ("zeppelin", "zeppel", "zeppelni", "export zeppelin", "pay", '"never pay"', "-zeppelin"):
        found = find_requests(query, among=own)
        assert (found.numbers, found.meant) == ([], ""), query
    assert find_requests("export", among=own).numbers == own


def test_customers_find_their_own_requests_and_are_told_their_own_words_only(two):
    own = [two[0].pk]
    for query in ("transfer", "trans", '"bank transfers"', "row export"):
        assert find_requests(query, among=own).numbers == own
    assert find_requests("exprot", among=own).meant == "export"
    assert find_requests("rechnnug", among=own).meant == ""
    assert find_requests("rechnung", among=own).numbers == []
    assert find_requests("carol", among=[two[1].pk]).numbers == []
    assert find_requests(f"#{two[0].pk}", among=own).numbers == own
    assert find_requests(f"#{two[1].pk}", among=own).numbers == []


def test_what_is_answered_changed_or_renamed_is_found_by_its_new_words(two, alice, olga):
    reply_as_customer(two[0], "Now it shows a giraffe.", by=alice)
    file_all()
    assert numbers("giraffe transfer", olga) == [two[0].pk]
    change_title(two[0], "Walrus", by=olga)
    change_profile(alice, by=alice, name="Alice Waters")
    file_all()
    assert numbers("walrus waters", olga) == [two[0].pk]
    assert numbers("row", olga) == []


def test_an_erased_person_leaves_no_word_behind(two, alice, anton, olga):
    reply_as_customer(two[0], "A flamingo.", by=alice)
    file_all()
    erase_person(alice, by=alice)
    assert numbers("flamingo", olga) == []
    file_all()
    assert numbers("flamingo", olga) == numbers("alice", olga) == []
    assert numbers("erased", olga) == [two[0].pk]
    left = set(Term.objects.filter(index="tickets", documents__gt=0).values_list("word", flat=True))
    assert not left & {"flamingo", "alice", "lake", "row", "transfers"}
    assert "rechnung" in left


def test_a_killed_worker_or_an_old_database_loses_nothing(two, olga):
    TicketWords.objects.all().delete()
    file_all()
    assert sorted(numbers("export", olga)) == [one.pk for one in two]
    TicketWords.objects.update(form=0)
    file_all()
    assert not TicketWords.objects.filter(form=0).exists()
    whole = dict(TicketWords.objects.values_list("pk", "upto"))
    TicketWords.objects.filter(pk=two[0].pk).update(upto=0)
    file_all()
    assert dict(TicketWords.objects.values_list("pk", "upto")) == whole


def test_a_rebuild_files_all_and_counts_words_from_the_beginning(two, olga):
    before = dict(Term.objects.filter(index="tickets").values_list("word", "documents"))
    Term.objects.create(index="tickets", word="zebra", term="zebra", documents=3)
    TicketWords.objects.filter(pk=two[0].pk).delete()
    told: list[int] = []
    assert rebuild(told.append) == sum(told) == 2
    assert dict(Term.objects.filter(index="tickets").values_list("word", "documents")) == before
    assert sorted(numbers("export", olga)) == [one.pk for one in two]


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("status:new", [1]),
        ("is:open", [0, 1]),
        ("is:ended", []),
        ("status:waiting,new", [0, 1]),
        ("-status:new", [0]),
        ("department:billing", [1]),
        ("department:bill export", [1]),
        ("priority:high", [0]),
        ("priority>=high", [0]),
        ("priority<high", [1]),
        ("assignee:me", []),
        ("assignee:anton", [0]),
        ("assignee:none", [1]),
        ("requester:alice@lake.example", [0]),
        ("requester:@stone.example", [1]),
        ("requester:carol", [1]),
        ("tag:vip", [0]),
        ("tag:none", [1]),
        ("-tag:vip", [1]),
        ("is:waiting", [1]),
        ("is:unread", [0]),
        ("has:note", [0]),
        ("has:files", []),
        ("channel:web", [0, 1]),
        ("panel:shop", [1]),
        ('panel:"support page"', [0]),
        ("created<1h", [0, 1]),
        ("created>1h", []),
        ("waiting>2h", []),
        ("waiting<2h", [1]),
        ("created>=2020-01-01 created<2020", []),
        ("created>2020", [0, 1]),
        ("number>1 export", [0, 1]),
        ("export tag:vip -is:ended", [0]),
    ],
)
def test_conditions_narrow_what_is_found(two, anton, olga, query, which):
    assign_ticket(two[0], anton, by=anton)
    change_priority(two[0], Priority.objects.get(name="High"), by=anton)
    set_tags(two[0], ["vip"], by=anton)
    add_note(two[0], "A note.", by=anton)
    reply_as_agent(two[0], "Here it is.", by=anton, then=Category.WAITING)
    Ticket.objects.filter(pk=two[1].pk).update(panel=create_panel("Shop", by=olga).pk)
    found = find_tickets(query, by=olga)
    assert found.problems == ()
    assert sorted(one.pk for one in found.tickets) == [two[place].pk for place in which]
    assert sorted(tickets_found(query, by=olga).values_list("pk", flat=True)) == [
        two[place].pk for place in which
    ]


@pytest.mark.parametrize(
    "query",
    ["status:banana", "department:x", "priority:9", "tag:unknown", "assignee:zeus", "is:great", "has:wings",
     "channel:smoke", "created<yesterday", "created:2h", "waiting>0001-01-01", "number:x", "status>open",
     "panel:nowhere", "requester:nobody@a.example", "number:99999999999999999999999"],
)  # fmt: skip
def test_a_condition_that_does_not_fit_is_said_and_taken_as_words(two, olga, query):
    found = find_tickets(query, by=olga)
    assert found.tickets == []
    (problem,) = found.problems
    assert query in problem
    assert find_tickets(f"{query} export", by=olga).problems == (problem,)


@pytest.mark.parametrize(
    ("text", "query"),
    [("請求書は毎月一日に発行されます。", "請求書"), ("تُصدَر الفواتير في أول الشهر", "الفواتير"),
     ("Größe", "grosse"), ("Ελληνικά", "ελληνικα"), ("हिन्दी में", "हिन्दी")],
)  # fmt: skip
def test_letters_of_any_script_are_found(alice, olga, open_request, text, query):
    ticket = open_request(alice, title="…", text=text)
    file_all()
    assert numbers(query, olga) == [ticket.pk]


@pytest.mark.parametrize("query", ["書", "求", "書 求", "請求 書"])
def test_a_single_letter_of_a_script_without_spaces_is_found(alice, carol, olga, open_request, query):
    ticket = open_request(alice, title="…", text="請求書は毎月一日に発行されます。")
    other = open_request(carol, title="図書館", text="図書館は休みです。")
    file_all()
    assert ticket.pk in numbers(query, olga)
    assert (other.pk in numbers(query, olga)) is (query == "書")
    assert find_requests(query, among=[ticket.pk]).numbers == [ticket.pk]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_a_search(two, olga, text):
    find_tickets(text, by=olga)
    tickets_found(text, by=olga).count()
    find_requests(text, among=[two[0].pk])


@pytest.mark.parametrize(
    "text",
    ['" OR "' * 2500, "NEAR(a b)" * 1000, "a" * 10_000, "é " * 5_000, "'; --" * 100, "\x00", "\ud800", "😀",
     "\u202eexport", "the and of", "! & | <-> :*", "status:" * 1000, "-" * 5_000, "a@b.c " * 1000, '"""',
     "~0"],
)  # fmt: skip
def test_hostile_texts_are_queries(two, olga, text):
    find_tickets(text, by=olga)
    find_requests(text, among=[two[0].pk])


def test_of_words_in_very_many_tickets_the_newest_are_looked_at(
    alice, support, olga, open_request, monkeypatch
):
    """As far back as time allows; and it is said how far that was."""
    monkeypatch.setattr(postgresql, "BLOCK", 4)
    monkeypatch.setattr(sqlite, "NEWEST", 5)
    monkeypatch.setattr(store, "AT_FIRST", 0)
    tickets = [open_request(alice, support, f"Export {number}").pk for number in range(12)]
    file_all()
    monkeypatch.setattr(store, "ENOUGH_SECONDS", -1.0)
    found = find_tickets("export", by=olga)
    seen = sorted(ticket.pk for ticket in found.tickets)
    assert 4 < len(seen) < 12
    assert seen == tickets[-len(seen) :]
    assert found.since
    assert tickets[0] < found.since <= seen[0]
    monkeypatch.setattr(store, "ENOUGH_SECONDS", 60.0)
    monkeypatch.setattr(sqlite, "NEWEST", 50)
    found = find_tickets("export", by=olga)
    assert (len(found.tickets), found.since) == (12, None)


def test_a_search_costs_the_same_however_much_there_is(
    alice, support, olga, open_request, django_assert_max_num_queries
):
    for number in range(60):
        open_request(alice, support, f"Export {number}")
    file_all()
    with django_assert_max_num_queries(3):
        found = find_tickets("export", by=olga)
    assert (len(found.tickets), found.more) == (50, True)
    assert Ticket.objects.count() == 60
