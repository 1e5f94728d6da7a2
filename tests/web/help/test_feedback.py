"""Below an article: whether it answered, what was missing, and the request that is written instead."""

from __future__ import annotations

import re

import pytest

from smartai.core.helpfulness.models import ArticleFeedback, MissedSearch
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from tests.cast import choose
from tests.cast import client_of as stranger_of

pytestmark = pytest.mark.django_db
PAGE, ARTICLE = "/help/feedback/exports/", "/help/exports/"


def client_of(person):
    """A browser that says, as they do, that a page of ours sends its forms."""
    client = stranger_of(person)
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


@pytest.fixture
def article(olga):
    return save_article(None, by=olga, title="Exports", text="Press it.", status=ArticleStatus.PUBLISHED)


def answer(client, **sent) -> str:
    return str(client.post(PAGE, sent, follow=True).content.decode())


def test_the_question_stands_below_an_article_and_yes_is_thanked_for(article):
    client = client_of(None)
    assert "Did this answer your question?" in client.get(ARTICLE).content.decode()
    assert "Good that it helped" in answer(client, answer="yes")
    assert ArticleFeedback.objects.get().helpful


def test_no_asks_what_was_missing_and_keeps_the_words(article):
    client = client_of(None)
    assert "What was missing?" in answer(client, answer="no")
    assert "reads this" in answer(client, answer="no", words="The button <b>is gone</b>")
    said = ArticleFeedback.objects.get()
    assert (said.helpful, said.words) == (False, "The button <b>is gone</b>")


def test_an_answer_can_be_changed_and_stays_one(article):
    client = client_of(None)
    answer(client, answer="no")
    answer(client, answer="yes")
    assert ArticleFeedback.objects.get().helpful


def test_write_to_us_leads_to_a_request_with_the_title_and_the_words(article, alice):
    for client in (client_of(None), client_of(alice)):
        page = answer(client, answer="no", words="The <button> is gone", then="write")
        assert re.search(r'name="title"[^>]*value="Exports"', page)
        assert "The &lt;button&gt; is gone" in page
        assert 'name="feedback"' in page


def test_a_page_of_an_article_is_the_same_for_everybody(article, alice):
    """Caches may share it: no token of a form is in it, and no cookie comes with it."""
    first, second = client_of(None).get(ARTICLE), client_of(None).get(ARTICLE)
    assert first.content == second.content
    assert "smartai_csrf" not in first.cookies


def test_the_cookie_of_an_answer_is_for_this_article_alone(article):
    client = client_of(None)
    client.post(PAGE, {"answer": "yes"})
    cookie = client.cookies["smartai_voter"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (PAGE, True, "Lax")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},
    ],
)
def test_other_sites_cannot_answer_for_somebody(article, headers):
    for address in (PAGE, "/help/searches/unanswered/"):
        sent = {"answer": "yes", "searched": "zeppelin"}
        assert stranger_of(None).post(address, sent, headers=headers).status_code == 403
    assert not ArticleFeedback.objects.exists()
    assert not MissedSearch.objects.exists()


def test_a_browser_that_says_only_the_origin_is_believed(article):
    own = {"origin": "http://127.0.0.1"}
    assert stranger_of(None).post(PAGE, {"answer": "yes"}, headers=own).status_code == 302
    assert ArticleFeedback.objects.exists()


def test_a_robot_that_fills_in_what_nobody_sees_is_not_counted(article):
    client_of(None).post(PAGE, {"answer": "no", "words": "x", "website": "https://spam.example"})
    assert not ArticleFeedback.objects.exists()


def test_a_flood_from_one_network_ends_and_the_words_stay_in_the_form(article, transactional_db):
    for _ in range(60):
        client_of(None).post(PAGE, {"answer": "yes"})
    answer = client_of(None).post(PAGE, {"answer": "no", "words": "My words"})
    assert answer.status_code == 429
    assert ArticleFeedback.objects.count() == 60


def test_a_draft_or_a_hidden_question_is_not_there(article, olga, alice):
    save_article(article, by=olga, status=ArticleStatus.DRAFT)
    for person in (None, alice, olga):
        assert client_of(person).get(PAGE).status_code == client_of(person).post(PAGE).status_code == 404
    save_article(article, by=olga, status=ArticleStatus.PUBLISHED)
    choose("helpfulness", ask_readers=False)
    assert client_of(None).post(PAGE, {"answer": "yes"}).status_code == 404
    assert "Did this answer" not in client_of(None).get(ARTICLE).content.decode()


def test_a_search_that_found_nothing_is_told_by_its_page_and_reading_it_changes_nothing(article):
    client = client_of(None)
    page = client.get("/help/", {"q": "zeppelin"}).content.decode()
    assert 'data-unanswered="zeppelin"' in page
    assert not MissedSearch.objects.exists()
    assert client.post("/help/searches/unanswered/", {"searched": "zeppelin"}).status_code == 204
    assert MissedSearch.objects.get().searches == 1
    assert "data-unanswered" not in client.get("/help/", {"q": "exports"}).content.decode()


def test_a_flood_of_searches_is_not_kept(article, transactional_db):
    client = client_of(None)
    for n in range(40):
        assert client.post("/help/searches/unanswered/", {"searched": f"zeppelin x{n}"}).status_code == 204
    assert MissedSearch.objects.count() == 30


def test_a_no_counts_the_search_that_led_to_it_once(article):
    client = client_of(None)
    for _ in range(3):
        client.post(PAGE, {"answer": "no", "searched": "export to paper"})
    assert MissedSearch.objects.get().unhelpful == 1
    client_of(None).post(PAGE, {"answer": "yes", "searched": "something else"})
    assert MissedSearch.objects.count() == 1


def test_what_somebody_missed_who_was_signed_in_is_shown_to_nobody_else(article, alice, bob):
    sent = {"answer": "no", "words": "SECRET words", "then": "write"}
    address = client_of(alice).post(PAGE, sent)["Location"]
    assert "SECRET" in client_of(alice).get(address).content.decode()
    for person in (None, bob):
        assert "SECRET" not in client_of(person).get(address).content.decode()


@pytest.mark.parametrize("token", ["x", "1:2:3", "\x00", "é" * 300])
def test_what_was_missing_is_shown_to_nobody_who_makes_up_its_name(article, token):
    client = client_of(None)
    client.post(PAGE, {"answer": "no", "words": "SECRET words"})
    assert "SECRET" not in client_of(None).get("/support/", {"feedback": token}).content.decode()
