"""What stands in fields and how files are called is found: by customers only what they may read."""

from __future__ import annotations

import pytest

from smartai.core.privacy.actions import erase_person
from smartai.core.tickets.actions import (
    add_note,
    change_title,
    reply_as_customer,
    save_custom_field,
    set_values,
)
from smartai.core.tickets.models import CustomField, FieldKind, TicketWords
from smartai.core.tickets.search.finding import find_requests, find_tickets
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.search.models import Term
from tests.filing import file_all

pytestmark = pytest.mark.django_db


def numbers(query, by):
    return [ticket.pk for ticket in find_tickets(query, by=by).tickets]


def sent_with_file(action, ticket, person, name):
    owner = person_owner(person.pk)
    upload = receive([b"%PDF-1.4"], name, 10**6, owner)
    action(ticket, "See the file.", by=person, uploads=[upload.key], uploader=owner)


@pytest.fixture
def fields(olga):
    made: dict[str, CustomField] = {
        kind: save_custom_field(None, by=olga, label=kind, kind=kind, options=["Deluxe edition", "Plain"])
        for kind in FieldKind
    }
    made["risk"] = save_custom_field(None, by=olga, label="Risk", kind=FieldKind.TEXT, for_customers=False)
    return made


@pytest.mark.parametrize(
    ("kind", "typed", "query"),
    [
        (FieldKind.TEXT, "Walrus A-77", "walrus"),
        (FieldKind.LONG_TEXT, "Two giraffes\nand a heron", '"giraffes and"'),
        (FieldKind.NUMBER, "48213", "48213"),
        (FieldKind.CHOICE, "Deluxe edition", "deluxe"),
        (FieldKind.CHOICES, ["Plain", "Deluxe edition"], "plain edition"),
        (FieldKind.EMAIL, "shop@heron.example", "shop@heron.example"),
        (FieldKind.URL, "https://heron.example/shop", "heron"),
    ],
)
def test_a_value_is_found_by_its_words(fields, a_ticket, anton, mia, kind, typed, query):
    file_all()
    assert numbers(query, anton) == []
    set_values(a_ticket, {fields[kind].pk: typed}, by=anton)
    file_all()
    assert numbers(query, anton) == [a_ticket.pk]
    assert numbers(query, mia) == []
    assert find_requests(query, among=[a_ticket.pk]).numbers == [a_ticket.pk]
    set_values(a_ticket, {fields[kind].pk: ""}, by=anton)
    file_all()
    assert numbers(query, anton) == []


def test_days_and_yes_or_no_are_no_words(fields, a_ticket, anton):
    set_values(
        a_ticket, {fields[FieldKind.DATE].pk: "2026-11-23", fields[FieldKind.YES_NO].pk: "yes"}, by=anton
    )
    file_all()
    assert numbers("2026", anton) == numbers("true", anton) == []


def test_what_only_the_team_reads_is_found_by_the_team_alone(fields, a_ticket, anton):
    set_values(a_ticket, {fields["risk"].pk: "zeppelin"}, by=anton)
    sent_with_file(add_note, a_ticket, anton, "flamingo-2026.pdf")
    file_all()
    for word in ("zeppelin", "flamingo", "zepp"):
        assert numbers(word, anton) == [a_ticket.pk]
    assert find_tickets("zeppelni", by=anton).meant == "zeppelin"
    for query in (
        "zeppelin",
        "zepp",
        "zeppelni",
        "flamingo",
        "flamnigo",
        "flamingo-2026.pdf",
        '"flamingo 2026"',
    ):
        found = find_requests(query, among=[a_ticket.pk])
        assert (found.numbers, found.meant) == ([], ""), query


def test_the_name_of_a_file_is_found_where_its_letter_is(a_ticket, alice, anton, mia):
    sent_with_file(reply_as_customer, a_ticket, alice, "giraffe_invoice.pdf")
    file_all()
    assert numbers("giraffe", anton) == numbers("giraffe_invoice.pdf", anton) == [a_ticket.pk]
    assert numbers("giraffe", mia) == []
    assert find_requests("giraffe", among=[a_ticket.pk]).numbers == [a_ticket.pk]


def test_a_field_that_becomes_the_teams_own_is_found_by_customers_no_more(fields, a_ticket, anton, olga):
    field = fields[FieldKind.TEXT]
    set_values(a_ticket, {field.pk: "walrus"}, by=anton)
    file_all()
    assert find_requests("walrus", among=[a_ticket.pk]).numbers == [a_ticket.pk]
    save_custom_field(field, by=olga, label="Risk", kind=FieldKind.TEXT, for_customers=False)
    file_all()
    assert find_requests("walrus", among=[a_ticket.pk]).numbers == []
    assert numbers("walrus", anton) == [a_ticket.pk]


def test_tickets_from_before_are_filed_again(fields, a_ticket, anton):
    set_values(a_ticket, {fields[FieldKind.TEXT].pk: "walrus"}, by=anton)
    file_all()
    change_title(a_ticket, "Without a word", by=anton)
    TicketWords.objects.update(form=1, stale=False)
    Term.objects.filter(word="walrus").delete()
    file_all()
    assert numbers("without walrus", anton) == [a_ticket.pk]
    assert numbers("walr", anton) == [a_ticket.pk]


def test_erased_values_and_names_of_files_leave_no_word_behind(fields, a_ticket, alice, anton):
    set_values(a_ticket, {fields[FieldKind.TEXT].pk: "walrus"}, by=anton)
    file_all()
    set_values(a_ticket, {fields["risk"].pk: "zeppelin"}, by=anton)
    sent_with_file(reply_as_customer, a_ticket, alice, "giraffe.pdf")
    file_all()
    erase_person(alice, by=alice)
    file_all()
    for word in ("walrus", "zeppelin", "giraffe"):
        assert numbers(word, anton) == []
    left = Term.objects.filter(index="tickets", documents__gt=0)
    assert not set(left.values_list("word", flat=True)) & {"walrus", "zeppelin", "giraffe"}
