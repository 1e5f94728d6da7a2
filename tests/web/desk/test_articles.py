"""Help articles beside a conversation: what is offered, what an answer may hold, and what is remembered."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.urls import reverse

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.events import ArticleUsed
from smartai.core.knowledge.models import Article, ArticleStatus, ArticleUse, Audience
from smartai.core.tickets.actions import (
    add_note,
    add_participant,
    change_title,
    reply_as_agent,
    reply_as_customer,
    set_tags,
)
from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from tests.cast import client_of
from tests.web.desk.test_desk import page_of

pytestmark = pytest.mark.django_db
LONG = "Choose send by e-mail and the whole export arrives within ten minutes."


def write(by: Person, title: str = "The export stops at row 10,000", text: str = LONG, **values) -> Article:
    return save_article(None, by=by, title=title, text=text, **{"status": ArticleStatus.PUBLISHED, **values})


def url_of(article: Article) -> str:
    return f"{settings.BASE_URL}/help/{article.slug}/"


def offers(ticket: Ticket, agent: Person, **asked: str) -> str:
    answer = client_of(agent).get(f"{page_of(ticket)}articles/", {"part": "beside", **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def send(ticket: Ticket, agent: Person, body: str, **typed: object):
    letter = {"kind": "reply", "body": body, "then": "waiting", "last_message_id": 2**60, **typed}
    return client_of(agent).post(f"{page_of(ticket)}letters/", letter)


def test_articles_that_may_answer_stand_beside_the_conversation_with_the_reason(anton, a_ticket):
    article = write(anton, tags=["csv"])
    set_tags(a_ticket, ["CSV"], by=anton)
    page = offers(a_ticket, anton)
    assert url_of(article) in page
    assert "Same words: export" in page
    assert "Same tags: csv" in page
    assert "Same words: export, stops, row" not in page  # the longest say most
    assert f'data-insert="[The export stops at row 10,000]({url_of(article)})"' in page


def test_what_is_offered_comes_anew_only_when_what_it_was_made_of_changed(anton, alice, a_ticket):
    def made_of() -> list[str]:
        page = client_of(anton).get(reverse("desk:ticket", args=[a_ticket.pk])).content.decode()
        return re.findall(r'data-made-of="(\w+)"', page)

    articles, similar = made_of()
    add_note(a_ticket, "A note.", by=anton)
    reply_as_agent(a_ticket, "An answer.", by=anton)
    assert made_of() == [articles, similar]
    reply_as_customer(a_ticket, "And a bank transfer?", by=alice)
    asked, same = made_of()
    assert (asked != articles, same) == (True, similar)
    set_tags(a_ticket, ["vip"], by=anton)
    tagged = made_of()
    assert tagged[0] != asked
    assert tagged[1] != similar
    change_title(a_ticket, "Bank transfer", by=anton)
    assert not {*made_of()} & {*tagged}


def test_where_nothing_fits_it_says_so_rather_than_offering_the_least_bad(anton, a_ticket):
    write(anton, "Paying by bank transfer", "Ask for an invoice.")
    assert "No article fits." in offers(a_ticket, anton)


def test_agents_look_for_any_article_while_they_write(anton, a_ticket):
    write(anton, "Paying by bank transfer", "Ask for an invoice.")
    write(anton, "For us", "Bank transfer takes days.", status=ArticleStatus.INTERNAL)
    write(anton, "Unfinished transfer", "Bank", status=ArticleStatus.DRAFT)
    found = offers(a_ticket, anton, q="transf", part="found")
    assert "Paying by bank transfer" in found
    assert "For us" in found
    assert "Unfinished" not in found
    assert found.count("Only in a note.") == 1


def test_without_scripts_the_same_is_a_page_with_addresses_to_copy(anton, a_ticket):
    article = write(anton)
    page = client_of(anton).get(f"{page_of(a_ticket)}articles/").content.decode()
    assert f'value="{url_of(article)}"' in page
    assert (
        client_of(anton).get(f"{page_of(a_ticket)}articles/", {"q": "x" * 9_000 + "\0“("}).status_code == 200
    )


def test_a_text_becomes_one_that_letters_understand(anton, a_ticket):
    article = write(
        anton,
        text="# Big\n\n> [!NOTE]\n> Once.\n\n![Shot](/help/files/1), [more](/help/more/)\n\n```\n# code\n```",
    )
    answer = client_of(anton).get(f"{page_of(a_ticket)}articles/{article.pk}/").json()
    base = settings.BASE_URL
    assert answer["text"] == (
        "### Big\n\n> \n> Once.\n\n"
        f"[Shot]({base}/help/files/1), [more]({base}/help/more/)\n\n```\n# code\n```"
    )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"status": ArticleStatus.INTERNAL}, "Only your team reads it."),
        ({"audience": Audience.TEAM}, "Only your team reads it."),
    ],
)
def test_what_the_customer_may_not_read_goes_into_a_note_only(anton, a_ticket, values, why):
    article = write(anton, **values)
    assert why in offers(a_ticket, anton)
    assert 'data-into="note"' in offers(a_ticket, anton)
    client, path = client_of(anton), f"{page_of(a_ticket)}articles/{article.pk}/"
    refused = client.get(path)
    assert (refused.status_code, refused.json()) == (409, {"error": why})
    assert client.get(path, {"into": "note"}).json()["text"].endswith(LONG)
    for typed in ({"body": f"See {url_of(article)}"}, {"body": f"See /help/{article.slug}/."},
                  {"body": f"So: {LONG}", "article": article.pk}):  # fmt: skip
        stopped = send(a_ticket, anton, **typed)
        page = stopped.content.decode()
        assert (stopped.status_code, why in page) == (400, True)
        assert typed["body"] in page
    assert 'name="article" value="' in page
    assert Message.objects.count() == 1
    assert send(a_ticket, anton, f"See {url_of(article)}", kind="note").status_code == 302


def test_an_article_for_an_organisation_is_for_conversations_of_its_own_people(
    anton, a_ticket, alice, bob, carol, lake
):
    article = write(anton, audience=Audience.ORGANISATION, organisation=lake)
    letter = f"See {url_of(article)}"
    assert send(a_ticket, anton, letter, form_key="1").status_code == 302
    add_participant(a_ticket, carol, by=anton)
    assert "not everybody in this conversation belongs to it" in offers(a_ticket, anton)
    assert send(a_ticket, anton, letter, form_key="2").status_code == 400


def test_nothing_but_public_articles_goes_to_an_address_that_nobody_has_proven(anton, a_ticket):
    article = write(anton, audience=Audience.SIGNED_IN)
    assert send(a_ticket, anton, f"See {url_of(article)}").status_code == 302
    Ticket.objects.update(proven=False)
    assert "nobody has proven this address yet" in offers(a_ticket, anton)
    assert send(a_ticket, anton, f"See {url_of(article)}").status_code == 400


def test_an_address_that_only_looks_like_ours_is_none(anton, a_ticket):
    article = write(anton, status=ArticleStatus.INTERNAL)
    slug = article.slug
    body = f"https://other.example/help/{slug}/ and /help/{slug}-more/ and /x/help/{slug}/"
    assert send(a_ticket, anton, body).status_code == 302
    assert not ArticleUse.objects.exists()


def test_answers_remember_which_articles_they_used(anton, a_ticket):
    linked, moved, quoted = (write(anton, title) for title in ("One", "Two", "Three"))
    untouched = write(anton, "Four", "Words that stand in no answer of anybody.")
    moved = save_article(moved, by=anton, slug="elsewhere")
    save_article(quoted, by=anton, text=f"### How\n\n{LONG} Then open it.")
    body = f"{url_of(linked)} [Two]({settings.BASE_URL}/help/two/)\n\n{LONG} Then\nopen it."
    for _ in range(2):  # a form that is sent twice
        sent = send(a_ticket, anton, body, article=[quoted.pk, untouched.pk, "x", 2**70], form_key="k")
        assert sent.status_code == 302
    answer = Message.objects.latest("pk")
    rows = ArticleUse.objects.values_list("article__title", "ticket_id", "message_id", "person")
    assert set(rows) == {(name, a_ticket.pk, answer.pk, anton.pk) for name in ("One", "Two", "Three")}
    told = client_of(anton).get(f"/desk/settings/articles/{linked.pk}/").content.decode()
    assert "Used in 1 answer." in told
    facts = StoredEvent.objects.filter(kind=ArticleUsed.kind)
    assert (facts.count(), facts[0].ticket_id, facts[0].audience) == (3, a_ticket.pk, "team")


def test_a_title_full_of_marks_stays_a_title(anton, a_ticket):
    write(anton, 'The export [stops] at "row" <b>`10`</b>')
    assert 'data-insert="[The export \\[stops\\] at &#34;row&#34; \\&lt;b\\&gt;\\`10\\`' in offers(
        a_ticket, anton
    )


def test_the_number_of_statements_does_not_grow_with_the_articles(
    anton, a_ticket, django_assert_max_num_queries
):
    for number in range(30):
        write(anton, f"The export stops at row {number}", tags=["csv"])
    client = client_of(anton)
    with django_assert_max_num_queries(14):
        assert json.dumps(client.get(f"{page_of(a_ticket)}articles/?part=beside").content.decode())
