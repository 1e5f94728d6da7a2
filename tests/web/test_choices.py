"""What an owner chooses is what people see: the choices whose effect no other test shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.tickets.actions import close_ticket, issue_link, reply_as_agent, reply_as_customer
from smartai.core.tickets.models import Priority, Ticket
from smartai.core.workspace.groups import Labels
from smartai.foundation.accounts.models import Person
from smartai.reactions.notifications.kinds import OWNERS_WORDS
from smartai.reactions.notifications.preview import preview
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
FORM, LIST, REGISTER = "/support/", "/support/requests/", "/support/register/"


def page_of(person, path):
    answer = client_of(person).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("group", "name", "value", "path", "mark"),
    [
        ("panel", "show_help", False, FORM, '<aside aria-label="Help">'),
        ("panel", "show_new_button", False, LIST, '<a class="btn accent end" href="/support/"'),
        ("panel", "show_top_bar", False, FORM, '<header class="top">'),
        ("form", "title", "hidden", FORM, 'name="title"'),
        ("form", "message", "hidden", FORM, 'name="message"'),
        ("form", "department", "hidden", FORM, 'name="department"'),
        ("form", "priority", "hidden", FORM, 'name="priority"'),
        ("form", "attachments", "hidden", FORM, 'name="files"'),
    ],
)
def test_what_is_hidden_is_gone(group, name, value, path, mark, alice, billing):
    assert mark in page_of(alice, path)
    choose(group, **{name: value})
    assert mark not in page_of(alice, path)


@pytest.mark.parametrize("name", ["name", "phone", "company", "language"])
def test_registration_asks_for_what_was_chosen(name, db):
    choose("registration", **{name: "off"})
    assert f'name="{name}"' not in page_of(None, REGISTER)
    choose("registration", **{name: "required"})
    assert f'name="{name}"' in page_of(None, REGISTER)
    refused = client_of(None).post(REGISTER, {"address": "new@lake.example", name: ""})
    assert f'id="id_{name}_error"' in refused.content.decode()


@pytest.mark.parametrize("name", Labels.model_fields)
def test_every_word_of_the_owner_stands_where_ours_stood(name, alice, billing, a_ticket, anton):
    choose("labels", **{name: "OWN WORD"})
    ticket = f"{LIST}{a_ticket.pk}/"
    if name == "solved":
        reply_as_agent(a_ticket, "Try it now.", by=anton)
    if name == "reopen":
        close_ticket(a_ticket, by=alice)
    where = {"your_requests": LIST, "help_articles": "/help/", "department": FORM}
    path = ticket if name in ("reply", "solved", "close", "reopen") else where.get(name, FORM)
    assert "OWN WORD" in page_of(alice, path)


@pytest.mark.parametrize("kind", [kind.value for kind in OWNERS_WORDS])
def test_every_mail_has_the_owners_words(kind, db):
    choose("words", **{f"{kind}_subject": "OWN SUBJECT", f"{kind}_body": "OWN BODY"})
    mail = preview(kind, language="en")
    assert mail.subject == "OWN SUBJECT"
    assert "OWN BODY" in mail.text
    assert "OWN BODY" in mail.html


def test_the_pages_stay_light_where_the_owner_wants_that(alice, anton):
    Person.objects.update(theme="dark")
    assert 'data-theme="dark"' in page_of(alice, FORM)
    choose("brand", accept_theme=False)
    assert 'data-theme="light"' in page_of(alice, FORM)
    assert 'data-theme="dark"' in page_of(anton, "/desk/")


def test_times_are_those_of_the_owners_zone_for_people_without_their_own(a_ticket, alice):
    Ticket.objects.update(created_at=timezone.now().replace(hour=10, minute=30))
    assert "10:30" in page_of(alice, f"{LIST}{a_ticket.pk}/")
    choose("brand", time_zone="Asia/Tokyo")
    assert "19:30" in page_of(alice, f"{LIST}{a_ticket.pk}/")


def test_requests_go_where_the_owner_says_when_the_customer_does_not(alice, billing, open_request):
    urgent = Priority.objects.get(rank=40)
    choose("form", default_department=billing.pk, default_priority=urgent.pk)
    ticket = open_request(alice)
    assert (ticket.department, ticket.priority) == (billing, urgent)


def test_an_ended_request_opens_again_for_as_long_as_the_owner_says(a_ticket, alice, later):
    choose("requests", reopen_days=3)
    close_ticket(a_ticket, by=alice)
    later(days=2)
    assert reply_as_customer(a_ticket, "Once more.", by=alice).ticket_id == a_ticket.pk
    close_ticket(a_ticket, by=alice)
    later(days=4)
    assert reply_as_customer(a_ticket, "And again.", by=alice).ticket_id != a_ticket.pk


def test_a_closed_request_is_hidden_after_the_days_the_owner_says(a_ticket, alice, later):
    close_ticket(a_ticket, by=alice)
    later(days=4)
    assert a_ticket.title in page_of(alice, f"{LIST}?show=closed")
    choose("requests", archive_days=3)
    assert a_ticket.title not in page_of(alice, f"{LIST}?show=closed")
    assert a_ticket.title in page_of(alice, f"{LIST}?show=archived")


def test_a_link_works_for_the_days_the_owner_says(a_ticket, alice):
    choose("requests", link_days=2)
    left = issue_link(a_ticket, alice).expires_at - timezone.now()
    assert timedelta(days=1, hours=23) < left <= timedelta(days=2)


def test_a_choice_of_customers_to_reopen_takes_the_button_away(a_ticket, alice):
    close_ticket(a_ticket, by=alice)
    assert "Open it again" in page_of(alice, f"{LIST}{a_ticket.pk}/")
    choose("requests", customers_reopen=False)
    assert "Open it again" not in page_of(alice, f"{LIST}{a_ticket.pk}/")
