"""What the search learns of solved tickets: in which words several customers ask for an article."""

from __future__ import annotations

import pytest
from django.urls import reverse

from smartai.core.helpfulness.actions import learn_from_tickets
from smartai.core.knowledge.actions import learn_words, refuse_word, save_article, use_articles
from smartai.core.knowledge.models import ArticleStatus, LearnedWords
from smartai.core.knowledge.search import rebuild, suggest_articles
from smartai.core.tickets.actions import add_note, change_status, reply_as_agent
from smartai.core.tickets.models import Category, Status
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY
from tests.cast import DEMO, client_of, make_person

pytestmark = pytest.mark.django_db


def publish(by, title, text="All about it."):
    return save_article(None, by=by, title=title, text=text, status=ArticleStatus.PUBLISHED)


@pytest.fixture
def article(olga):
    for title in ("Invoices", "Deliveries", "Refunds", "Vouchers", "Stock", "Colleagues"):
        publish(olga, title)
    return publish(olga, "Thermal printing", "Choose the paper width.")


@pytest.fixture
def asks(article, olga, open_request):
    """Somebody asks, is answered with the article, and the ticket is solved."""
    known = {}

    def asked(*names, title="Zigzag on each label", about=article, solved=True, note=""):
        for name in names:
            if name not in known:
                known[name] = make_person(name, f"{name.lower()}@shop.example")
            ticket = open_request(known[name], title=title)
            answer = reply_as_agent(ticket, "Here is how.", by=olga)
            use_articles([about], ticket_id=ticket.pk, message_id=answer.pk, by=olga)
            if note:
                add_note(ticket, note, by=olga)
            if solved:
                change_status(ticket, Status.objects.filter(category=Category.SOLVED)[0], by=olga)

    return asked


def learned(article) -> list[str]:
    learn_from_tickets(by=DEMO)
    words: list[str] = LearnedWords.objects.get(article=article).words
    return words


def test_a_word_of_three_customers_finds_the_article_for_the_fourth(article, asks):
    assert suggest_articles("Zigzag", "", by=NOBODY, language="en") == []
    asks("Ida", "Jan", "Kim")
    assert "zigzag" in learned(article)
    found = suggest_articles("Zigzag", "", by=NOBODY, language="en")
    assert [one.article for one in found] == [article]


def test_what_was_learned_is_never_shown_to_who_reads_the_article(article, asks, client):
    asks("Ida", "Jan", "Kim")
    learned(article)
    (found,) = suggest_articles("Zigzag", "", by=NOBODY, language="en")
    assert "zigzag" not in "".join(piece.text for piece in [*found.title, *found.excerpt]).lower()
    assert b"igzag" not in client.get(reverse("help:article", args=[article.slug])).content


def test_two_customers_or_one_who_asks_often_teach_nothing(article, asks):
    asks("Ida", "Jan", "Ida")
    assert learned(article) == []


def test_open_tickets_and_notes_teach_nothing(article, asks):
    asks("Ida", "Jan", "Kim", solved=False)
    asks("Ida", "Jan", "Kim", title="Something else", note="The knurled wheel again")
    words = learned(article)
    assert "zigzag" not in words
    assert "knurled" not in words


def test_words_of_every_ticket_numbers_and_its_own_words_teach_nothing(article, asks, olga):
    other = publish(olga, "Sums")
    asks("Ida", "Jan", "Kim", title="Urgent 4711 paper widths zigzag")
    asks("Ida", "Jan", "Kim", title="Urgent 4711 sum", about=other)
    assert learned(article) == ["zigzag"]


def test_a_refused_word_is_not_learned_again(article, asks, olga):
    asks("Ida", "Jan", "Kim")
    assert "zigzag" in learned(article)
    refuse_word(article, "zigzag", by=olga)
    assert suggest_articles("Zigzag", "", by=NOBODY, language="en") == []
    asks("Lea")
    assert "zigzag" not in learned(article)


def test_only_the_team_refuses_and_only_the_product_learns(article, olga, alice):
    with pytest.raises(NotAllowed):
        refuse_word(article, "zigzag", by=alice)
    with pytest.raises(NotAllowed):
        learn_words(article.pk, ["zigzag"], upto=1, by=olga)


def test_nothing_new_is_not_looked_at_again(article, asks, django_assert_num_queries):
    asks("Ida", "Jan", "Kim")
    learned(article)
    with django_assert_num_queries(1):
        assert learn_from_tickets(by=DEMO) == 0


def test_what_was_learned_outlives_a_rebuilt_index(article):
    learn_words(article.pk, ["zigzag"], upto=1, by=DEMO)
    rebuild(lambda n: None)
    assert suggest_articles("Zigzag", "", by=NOBODY, language="en")


def test_an_agent_sees_what_was_learned_and_takes_a_word_away(article, mia):
    learn_words(article.pk, ["zigzag", "<b>bold</b>"], upto=1, by=DEMO)
    page = client_of(mia).get(reverse("console:article-feedback", args=[article.pk]))
    assert b"zigzag" in page.content
    assert b"<b>bold</b>" not in page.content
    gone = client_of(mia).post(
        reverse("console:article-word-refusal", args=[article.pk]), {"word": "zigzag"}, follow=True
    )
    assert b"zigzag" not in gone.content
