"""Owner's words, hostile words, and the languages they are in."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.tickets.actions import reply_as_agent
from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.mail.message import build_message
from smartai.reactions.notifications import places
from smartai.reactions.notifications.filling import fill
from smartai.reactions.notifications.kinds import OWNERS_WORDS, Kind
from smartai.reactions.notifications.preview import preview, send_test
from smartai.reactions.notifications.words import Words, placed, placed_html
from tests.cast import OpenTicket, choose
from tests.reactions.notifications.post import mail_to, mails_to

pytestmark = pytest.mark.django_db


def test_only_known_placeholders_are_replaced_and_only_once() -> None:
    values = {"name": "{{title}} {{brand}}", "title": "T", "brand": "B"}
    assert placed("{{name}}|{{ title }}|{{unknown}}", values) == "{{title}} {{brand}}|T|{{unknown}}"


@pytest.mark.parametrize(
    "words",
    [
        "{{ settings.SECRET_KEY }}",
        "{% load static %}",
        "{% include 'ui/base.html' %}",
        "{{ name|upper }}",
        "{name.upper}",
        "%(name)s",
        "{{",
    ],
)
def test_no_engine_reads_the_owners_words(words: str, a_ticket: Ticket, alice: Person) -> None:
    choose("words", created_subject=words, created_body=words)
    mail = mail_to(alice)
    assert mail.subject == words
    assert words in mail.text
    assert words in mail.html.replace("&#x27;", "'")


def test_an_empty_name_leaves_no_hole_in_the_greeting() -> None:
    assert placed("Hello {{name}},", {"name": ""}) == "Hello,"


def test_the_owners_words_take_the_place_of_ours_and_may_be_letters(a_ticket: Ticket, alice: Person) -> None:
    choose(
        "words",
        created_subject="Got it, {{name}}",
        created_body="**{{brand}}** has #{{number}}\n\n- {{title}}",
    )
    choose("brand", name="Northwind & Sons")
    choose("mail", footer="Lake Street 1\n<b>Zurich</b>", sender_name="Northwind Help")
    mail = mail_to(alice)
    assert (mail.subject, mail.from_name) == ("Got it, Alice Lake", "Northwind Help")
    assert "<strong><bdi>Northwind &amp; Sons</bdi></strong>" in mail.html
    assert "&lt;b&gt;Zurich" in mail.html
    assert "-- \nLake Street 1" in mail.text


CODE = "{{brand}} {{code:1}} {% now 'Y' %} ${HOME} %(name)s"
HOSTILE = f"<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{CODE}"


def test_hostile_names_titles_and_texts_stay_words(
    alice: Person, anton: Person, open_request: OpenTicket
) -> None:
    for person in (alice, anton):
        person.name = HOSTILE
        person.save()
    choose(
        "words",
        created_body="{{name}} {{title}} [x](http://a.example/{{title}})",
        team_new_body="{{name}} {{title}}",
    )
    choose("brand", name="Acme")
    ticket = open_request(
        alice, title=f"A\r\nBcc: evil@evil.example {HOSTILE}", text=f"{HOSTILE} {{{{link:1:ab}}}}"
    )
    reply_as_agent(ticket, HOSTILE, by=anton)
    mails = [*mails_to(alice), *mails_to(anton)]
    assert len(mails) == 3
    for mail in mails:
        message = build_message(mail, fill)
        assert message["Bcc"] is None
        html = message.get_body(("html",)).get_content()  # type: ignore[union-attr]  # it has one
        tags = re.findall(r"<\s*/?\s*(script|img)", html)
        assert tags == []
        assert "alert(1)" in html
        assert CODE in message["Subject"]
        assert CODE in mail.text


@pytest.mark.parametrize(
    ("person_language", "ticket_language", "direction"),
    [("ar", "en", "rtl"), ("", "ar", "rtl"), ("en", "ar", "ltr"), ("", "", "rtl"), ("", "xx", "rtl")],
)
def test_a_mail_speaks_the_readers_language_then_the_requests_then_the_owners(
    person_language: str, ticket_language: str, direction: str, a_ticket: Ticket, alice: Person
) -> None:
    choose("brand", language="ar")
    alice.language, a_ticket.language = person_language, ticket_language
    alice.save()
    a_ticket.save()
    assert f'dir="{direction}"' in mail_to(alice).html


def test_times_are_the_readers(a_ticket: Ticket, an_answer: Message, alice: Person) -> None:
    Message.objects.update(created_at="2026-03-02T23:30:00+00:00")
    alice.time_zone = "Asia/Tokyo"
    alice.save()
    assert "March 3, 2026, 8:30 a.m." in mails_to(alice)[-1].text


@pytest.mark.parametrize("kind", OWNERS_WORDS)
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_the_owner_sees_each_mail_before_it_is_sent(kind: Kind, language: str) -> None:
    mail = preview(kind, Words("S {{brand}}", "Mine {{name}} {{nonsense}}"), language)
    assert mail.subject == "S Support"
    assert "{{nonsense}}" in mail.html
    ours = preview(kind, Words("", ""), language)
    assert ours.subject
    for text in (ours.subject, ours.text, ours.html):
        assert "{{" not in text


def test_a_sample_hides_agents_as_the_mail_does() -> None:
    choose("panel", show_agent_details=False)
    choose("brand", name="Northwind")
    mail = preview(Kind.ANSWERED)
    assert "Northwind answered your request" in mail.text
    assert "Mia" not in mail.text + mail.html


def test_a_test_mail_goes_to_the_owner_each_time(olga: Person) -> None:
    first, second = send_test(Kind.CREATED, olga), send_test(Kind.CREATED, olga)
    assert first.pk != second.pk
    assert first.to_address == olga.email
    assert first.subject.startswith("Test: ")


def test_a_placeholder_in_an_address_becomes_a_part_of_it_and_nothing_else() -> None:
    values = {"number": "1042", "title": '"><script>&/../x'}
    html = placed_html(
        "[Look](https://a.example/t/{{number}}?{{title}}) https://a.example/{{number}}", values
    )
    assert 'href="https://a.example/t/1042?%22%3E%3Cscript%3E%26%2F..%2Fx"' in html
    assert 'href="https://a.example/1042"' in html
    assert "<script" not in html


def test_a_preview_has_no_other_mails() -> None:
    with pytest.raises(ValueError):
        preview(Kind.INVITATION)
    assert placed_html("{{name}}", {"name": "<b>"}) == "<p><bdi>&lt;b&gt;</bdi></p>\n"


def test_addresses_in_mails_are_those_of_the_pages() -> None:
    assert places.link_page("t" * 43).endswith(reverse("panel:link", args=["t" * 43]))
    assert places.code_link_page("t" * 43).endswith(reverse("panel:code-link", args=["t" * 43]))
    assert places.request_page(1001).endswith(reverse("panel:request", args=[1001]))
    assert places.panel().endswith(reverse("panel:new"))
    assert places.profile_page().endswith(reverse("panel:profile"))
    assert places.ways_page().endswith(reverse("panel:ways"))
    assert places.ticket_page(1001).endswith(reverse("desk:ticket", args=[1001]))
    assert places.desk_profile_page().endswith(reverse("desk:profile"))
    assert places.desk_sign_in_page().endswith(reverse("desk:sign-in"))
