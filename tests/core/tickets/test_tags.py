from __future__ import annotations

import pytest

from smartai.core.tickets.actions import (
    archive_tag,
    change_tag,
    create_tag,
    merge_tags,
    restore_tag,
    set_tags,
)
from smartai.core.tickets.errors import TagNameTaken, TagsArchived
from smartai.core.tickets.events import TagArchived, TagChanged, TagRestored, TagsMerged
from smartai.core.tickets.models import FormerTagName, Tag, Ticket
from smartai.core.tickets.search.finding import tickets_found
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db


def tags_of(ticket: Ticket) -> list[str]:
    return sorted(ticket.tags.values_list("name", flat=True))


def found(words: str, by) -> list[Ticket]:
    return list(tickets_found(words, by=by))


@pytest.fixture
def other(carol, support, open_request) -> Ticket:
    ticket: Ticket = open_request(carol, support, "Another", "Another.")
    return ticket


@pytest.fixture
def export(selma) -> Tag:
    return create_tag("export", by=selma, hue="sky")


@pytest.fixture
def csv(selma) -> Tag:
    return create_tag("csv", by=selma)


def test_searches_for_a_renamed_tag_go_on_finding(export, selma, anton, a_ticket):
    set_tags(a_ticket, ["export"], by=anton)
    change_tag(export, by=selma, name="Exports ", hue="")
    assert found("tag:exports", anton) == found("tag:export", anton) == [a_ticket]
    change_tag(export, by=selma, name="data", hue="")
    assert found("tag:export", anton) == found("tag:exports", anton) == [a_ticket]
    facts = StoredEvent.objects.filter(kind=TagChanged.kind).order_by("pk")
    assert [(fact.payload["before"], fact.payload["name"]) for fact in facts] == [
        ("export", "exports"),
        ("exports", "data"),
    ]


def test_what_had_either_of_two_merged_tags_has_the_one_that_is_left_once(
    export, csv, selma, anton, a_ticket, other
):
    set_tags(a_ticket, ["export", "csv"], by=anton)
    set_tags(other, ["csv"], by=anton)
    merge_tags(csv, export, by=selma)
    assert tags_of(a_ticket) == tags_of(other) == ["export"]
    assert {*found("tag:csv", anton)} == {a_ticket, other}
    assert not Tag.objects.filter(name="csv").exists()
    assert StoredEvent.objects.get(kind=TagsMerged.kind).payload["before"] == "csv"


def test_what_a_merged_tag_was_called_before_leads_on_too(export, csv, selma, anton, a_ticket):
    set_tags(a_ticket, ["csv"], by=anton)
    change_tag(csv, by=selma, name="tables", hue="")
    merge_tags(csv, export, by=selma)
    assert found("tag:csv", anton) == found("tag:tables", anton) == [a_ticket]


def test_a_name_that_a_tag_had_before_puts_that_tag_on_a_ticket(export, selma, anton, a_ticket):
    change_tag(export, by=selma, name="data", hue="")
    set_tags(a_ticket, ["Export"], by=anton)
    assert tags_of(a_ticket) == ["data"]


def test_a_former_name_is_free_for_another_tag(export, selma):
    change_tag(export, by=selma, name="data", hue="")
    fresh = create_tag("export", by=selma)
    assert Tag.objects.named("export").get() == fresh
    assert not FormerTagName.objects.exists()
    change_tag(fresh, by=selma, name="elsewhere", hue="")
    assert Tag.objects.named("export").get() == fresh


def test_two_tags_never_share_a_name(export, csv, selma):
    with pytest.raises(TagNameTaken) as taken:
        change_tag(csv, by=selma, name="EXPORT", hue="")
    assert taken.value.tag == export
    with pytest.raises(TagNameTaken):
        create_tag("csv", by=selma)


def test_an_archived_tag_stays_where_it_is_and_goes_nowhere_else(export, selma, anton, a_ticket, other):
    set_tags(a_ticket, ["export"], by=anton)
    archive_tag(export, by=selma)
    archive_tag(export, by=selma)
    set_tags(a_ticket, ["export", "csv"], by=anton)
    assert tags_of(a_ticket) == ["csv", "export"]
    with pytest.raises(TagsArchived) as refused:
        set_tags(other, ["fresh", "export"], by=anton)
    assert refused.value.names == ["export"]
    assert tags_of(other) == []
    assert not Tag.objects.filter(name="fresh").exists()
    restore_tag(export, by=selma)
    set_tags(other, ["export"], by=anton)
    kinds = StoredEvent.objects.filter(kind__in=[TagArchived.kind, TagRestored.kind]).order_by("pk")
    assert [fact.kind for fact in kinds] == [TagArchived.kind, TagRestored.kind]


def test_no_comma_gets_into_a_name(selma):
    assert create_tag("Vip, gold\u202e\n", by=selma).name == "vip gold"


def test_customers_know_of_no_tag(export, alice, leo):
    assert not Tag.objects.visible_to(alice)
    assert Tag.objects.visible_to(leo).exists()
