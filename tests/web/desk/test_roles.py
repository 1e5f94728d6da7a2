"""The desk of a light agent and of a supervisor, and what becomes of an open page when a role changes."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.people.actions import change_role
from smartai.core.tickets.actions import archive_tag, create_tag
from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.accounts.models import Person, Role
from tests.cast import client_of

pytestmark = pytest.mark.django_db

MAY_NOT = (
    "status", "solving", "assignee", "priority", "department", "title", "tags", "values", "links-end",
    "participants", "participant-end", "saved-replies", "acceptance", "refusal", "new",
)  # fmt: skip


def page_of(person: Person, ticket: Ticket) -> str:
    return client_of(person).get(reverse("desk:ticket", args=[ticket.pk])).content.decode()


def forms_of(page: str) -> set[str]:
    """What the page can send, by the last word of each address."""
    sent = re.findall(r'<form[^>]*method="post"[^>]*action="([^"?]*)', page)
    return {address.rstrip("/").rpartition("/")[2] for address in sent}


def test_a_light_agents_page_sends_notes_and_nothing_else(leo, anton, a_ticket, an_answer, a_note):
    page = page_of(leo, a_ticket)
    assert forms_of(page) == {"letters", "sign-out"}
    assert "SECRET-NOTE" in page
    for words in (
        "Send and wait",
        "Change the title",
        "Make an article",
        "New ticket",
        "Insert a saved reply",
    ):
        assert words not in page
        assert words in page_of(anton, a_ticket)
    links = {*re.findall(r'href="(/desk/[^"?#]*)', page)}
    assert {link for link in links if client_of(leo).get(link).status_code >= 400} == set()


def test_a_light_agent_adds_a_note_with_the_form_of_the_page(leo, a_ticket):
    url = reverse("desk:letters", args=[a_ticket.pk])
    assert client_of(leo).post(url, {"kind": "note", "body": "I asked the warehouse."}).status_code == 302
    assert Message.objects.latest("pk").kind == "note"


def test_an_answer_of_a_light_agent_is_not_sent_and_its_text_is_kept(leo, a_ticket):
    before = Message.objects.count()
    url = reverse("desk:letters", args=[a_ticket.pk])
    answer = client_of(leo).post(url, {"kind": "reply", "body": "Dear customer"})
    assert answer.status_code == 403
    assert "Dear customer" in answer.content.decode()
    assert "You may add notes here" in answer.content.decode()
    assert Message.objects.count() == before


@pytest.mark.parametrize("name", MAY_NOT)
def test_what_the_page_does_not_offer_is_refused_when_sent_all_the_same(name, leo, a_ticket, bob):
    more = {"new": [], "participant-end": [a_ticket.pk, bob.pk]}
    url = reverse(f"desk:{name}", args=more.get(name, [a_ticket.pk]))
    before = Ticket.objects.values().get(pk=a_ticket.pk)
    assert client_of(leo).post(url, {"title": "x", "tags": "x", "status": "3"}).status_code == 403
    assert Ticket.objects.values().get(pk=a_ticket.pk) == before


def test_a_light_agent_has_no_views_or_switches_without_a_use(leo, anton, a_ticket):
    page = client_of(leo).get(reverse("desk:home")).content.decode()
    assert "Write articles" not in page
    assert reverse("desk:view", args=["mine"]) not in page
    assert 'data-settings=""' in page
    profile = client_of(leo).get(reverse("desk:profile")).content.decode()
    assert 'name="mail_new"' not in profile
    assert 'name="mail_new"' in client_of(anton).get(reverse("desk:profile")).content.decode()
    assert client_of(leo).post(reverse("desk:profile"), {"name": "Leo B."}).status_code == 302


def test_a_light_agents_search_finds_tickets_and_no_customers(leo, a_ticket, alice, carol):
    page = client_of(leo).get(reverse("desk:search"), {"q": "@alice"}).content.decode()
    assert "alice@lake.example" not in page
    known, unknown = (
        client_of(leo).get(reverse("desk:search"), {"q": f"requester:{name}@stone.example"}).content.decode()
        for name in ("carol", "nobody")
    )
    assert "is searched as words" not in known + unknown
    assert known.count("Nothing for") == unknown.count("Nothing for") == 1


def test_a_changed_role_counts_in_pages_that_are_open_already(anton, olga, a_ticket):
    client, letters = client_of(anton), reverse("desk:letters", args=[a_ticket.pk])
    assert client.get(reverse("desk:new")).status_code == 200
    change_role(Person.objects.get(pk=anton.pk), Role.LIGHT, by=olga)
    assert client.get(reverse("desk:new")).status_code == 403
    assert client.post(letters, {"kind": "reply", "body": "Half written"}).status_code == 403
    assert client.post(letters, {"kind": "note", "body": "Half written"}).status_code == 302


def test_a_supervisor_finds_the_tickets_of_all_departments(selma, a_ticket, alice, billing, open_request):
    open_request(alice, billing, "An invoice", "Twice.")
    page = client_of(selma).get(reverse("desk:view", args=["open"])).content.decode()
    assert "Export stops at row 10,000" in page
    assert "An invoice" in page
    assert reverse("console:home") in page


def test_tags_are_offered_while_one_is_typed_and_archived_ones_are_not(selma, anton):
    create_tag("export", by=selma, hue="sky")
    create_tag("csv export", by=selma)
    archive_tag(create_tag("exported", by=selma), by=selma)
    page = client_of(anton).get(reverse("desk:tags-offered"), {"q": "Exp"}).content.decode()
    assert re.findall(r'data-tag="([^"]*)"', page) == ["export", "csv export"]
    assert 'data-hue="sky"' in page
    assert "data-tag" not in client_of(anton).get(reverse("desk:tags-offered"), {"q": " , "}).content.decode()


def test_an_archived_tag_is_refused_with_a_reason(selma, anton, a_ticket):
    archive_tag(create_tag("export", by=selma), by=selma)
    url = reverse("desk:tags", args=[a_ticket.pk])
    page = client_of(anton).post(url, {"tags": "export"}, follow=True).content.decode()
    assert "Offered no more: export. Nothing was changed." in page
