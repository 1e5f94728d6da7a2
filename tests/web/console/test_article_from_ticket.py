"""An article made of a ticket: the conversation stands beside the editor, and names nobody by itself."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from smartai.core.knowledge.events import ArticleSourceNamed
from smartai.core.knowledge.models import Article, ArticleSource
from smartai.core.people.models import Profile
from smartai.core.tickets.actions import add_note, change_title, reply_as_agent, reply_as_customer
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from tests.cast import client_of

pytestmark = pytest.mark.django_db
TYPED = {"title": "Exports", "text": "Send it.", "status": "published"}


def editor_of(ticket: Ticket | int) -> str:
    return f"{reverse('console:article-new')}?ticket={ticket if isinstance(ticket, int) else ticket.pk}"


def page(ticket: Ticket, reader: Person) -> str:
    return client_of(reader).get(editor_of(ticket)).content.decode()


def inserted(text: str) -> list[str]:
    """What a click on each part of the conversation puts into the article."""
    return [unescape(found) for found in re.findall(r'data-insert="([^"]*)"', text)]


def test_the_conversation_stands_beside_the_editor_with_notes_apart(anton, a_ticket, an_answer, a_note):
    text = page(a_ticket, anton)
    assert inserted(text) == [
        "When I export, the file ends at row 10,000.", "Here is the full file.", "SECRET-NOTE: they never pay"
    ]  # fmt: skip
    assert text.count("Note, only your team sees this") == 1
    assert 'value="Export stops at row 10,000"' in text
    assert "Send it." not in text


def test_nothing_names_the_customer_by_itself(anton, alice, a_ticket):
    Profile.objects.filter(person=alice).update(company="Lake GmbH", phone="+49 30 1234")
    change_title(a_ticket, "Alice Lake cannot export", by=anton)
    reply_as_customer(
        a_ticket,
        "I am alice lake, ALICE of Lake GmbH (Lake Trading), +49 30 1234, alice@lake.example. A GmbH.",
        by=alice,
    )  # fmt: skip
    reply_as_agent(a_ticket, "Hello Alice,\n\nuse the export page.", by=anton)
    text = page(a_ticket, anton)
    assert 'value="[customer] cannot export"' in text
    assert inserted(text)[1:] == [
        "I am [customer], [customer] of [customer] ([customer]), [customer], [address]. A GmbH.",
        "Hello [customer],\n\nuse the export page.",
    ]


def test_the_article_begins_as_a_draft_and_keeps_its_ticket_for_the_team(anton, mia, alice, a_ticket):
    text = page(a_ticket, anton)
    assert '<option value="draft" selected>' in text
    assert client_of(anton).post(editor_of(a_ticket), TYPED).status_code == 302
    article = Article.objects.get()
    assert list(ArticleSource.objects.values_list("article", "ticket_id")) == [(article.pk, a_ticket.pk)]
    assert StoredEvent.objects.get(kind=ArticleSourceNamed.kind).ticket_id == a_ticket.pk
    place = reverse("console:article", args=[article.pk])
    assert f'href="{place}?ticket={a_ticket.pk}"' in client_of(anton).get(place).content.decode()
    told = client_of(mia).get(place).content.decode()  # she may write, but not see that ticket
    assert f"ticket #{a_ticket.pk}" in told
    assert f"?ticket={a_ticket.pk}" not in told
    for reader in (None, alice):
        assert str(a_ticket.pk) not in client_of(reader).get(f"/help/{article.slug}/").content.decode()
    beside = client_of(anton).get(f"/desk/tickets/{a_ticket.pk}/articles/?part=beside").content.decode()
    assert place in beside


def test_what_is_wrong_keeps_the_conversation_and_what_was_typed(anton, a_ticket, an_answer):
    answer = client_of(anton).post(editor_of(a_ticket), {**TYPED, "title": ""})
    assert answer.status_code == 422
    assert "Here is the full file." in answer.content.decode()
    assert "Send it." in answer.content.decode()
    assert not ArticleSource.objects.exists()


@pytest.mark.parametrize("number", ["999999", "-1", "x", "1" * 30, "٣", "1001 "])
def test_no_ticket_is_not_found(anton, a_ticket, number):
    assert client_of(anton).get(reverse("console:article-new"), {"ticket": number}).status_code == 404


def test_somebody_elses_ticket_is_no_source(mia, a_ticket):
    client = client_of(mia)
    assert client.get(editor_of(a_ticket)).status_code == client.get(editor_of(999_999)).status_code == 404
    assert client.post(editor_of(a_ticket), TYPED).status_code == 404
    assert not Article.objects.exists()


def test_of_a_long_conversation_the_newest_part_is_shown(anton, a_ticket):
    for number in range(55):
        add_note(a_ticket, f"Note {number}. " + "x" * 9_000, by=anton)
    text = page(a_ticket, anton)
    assert "Older letters are in the ticket." in text
    assert "Note 54." in text
    assert "Note 4." not in text
    assert len(inserted(text)) == 50
    assert max(map(len, inserted(text))) < 8_100
