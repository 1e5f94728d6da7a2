"""With a server of vectors articles are found that share no word; without it, or when it fails, as before."""

from __future__ import annotations

import pytest

from smartai.config.cli.doctor import Ailing, check_meaning
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article, ArticleStatus, ArticleVector
from smartai.core.knowledge.search import rank_articles, refresh_vectors, suggest_articles, vectors_made
from smartai.foundation.accounts.actors import Visitor
from smartai.foundation.embedding.registry import _made
from tests.foundation.embedding.vector_server import good, send, silent, vector_server

pytestmark = pytest.mark.django_db

ARTICLES = {
    "Looking after felines": "Feed them twice.",
    "Hiring a vessel": "Bring your licence.",
    "Our bakery": "Open from six.",
    "When a storm comes": "Stay inside.",
}


@pytest.fixture
def articles(mia):
    for title, text in ARTICLES.items():
        save_article(None, by=mia, title=title, text=text, status=ArticleStatus.PUBLISHED)


@pytest.fixture
def server(settings):
    with vector_server() as server:
        settings.EMBEDDINGS_URL, settings.EMBEDDINGS_MODEL = server.address, "small"
        yield server
    _made.cache_clear()


def ranked(text, by=None):
    hits = rank_articles(text, "", by=by or Visitor(), language="en")
    titles = dict(Article.objects.values_list("pk", "title"))
    return [titles[hit.key] for hit in hits]


@pytest.mark.parametrize(
    ("text", "first"), [("my kitten", "Looking after felines"), ("rent a boat", "Hiring a vessel")]
)
def test_an_article_is_found_that_shares_no_word(articles, server, text, first):
    assert refresh_vectors() == len(ARTICLES)
    assert ranked(text)[0] == first


def test_vectors_are_made_once_and_anew_when_an_article_changes_or_another_model_is_set(
    articles, server, settings, mia
):
    assert (refresh_vectors(), refresh_vectors()) == (4, 0)
    save_article(Article.objects.get(title="Our bakery"), by=mia, text="Now about a kitten.")
    assert (refresh_vectors(), refresh_vectors()) == (1, 0)
    settings.EMBEDDINGS_MODEL = "other"
    assert vectors_made() == (0, 4)
    assert (refresh_vectors(), vectors_made()) == (4, (4, 4))


def test_what_nobody_may_read_now_is_neither_sent_nor_found(articles, server, mia):
    save_article(None, by=mia, title="Secret kitten", text="Plans.", status=ArticleStatus.DRAFT)
    save_article(None, by=mia, title="Kitten for us", text="Plans.", status=ArticleStatus.INTERNAL)
    refresh_vectors()
    sent = [text for _, texts in server.asked for text in texts]
    assert not any("Secret" in text for text in sent)
    assert "Kitten for us" in ranked("my kitten", mia)
    assert "Kitten for us" not in ranked("my kitten")


def test_a_page_goes_on_without_vectors_when_the_server_is_silent(articles, server, mia):
    refresh_vectors()
    server.behaviour = silent
    assert ranked("bakery") == ["Our bakery"]
    server.behaviour = good


def test_without_a_server_nothing_is_made_or_asked(articles, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        assert refresh_vectors() == 0
    assert ArticleVector.objects.count() == 0


def test_vectors_order_what_fits_and_suggest_nothing_by_themselves(articles, server):
    refresh_vectors()
    assert suggest_articles("my kitten", "", by=Visitor(), language="en") == []
    suggested = suggest_articles("hire a vessel or a boat", "", by=Visitor(), language="en")
    assert [one.article.title for one in suggested] == ["Hiring a vessel"]


def test_the_doctor_says_how_articles_are_found(articles, settings):
    assert check_meaning() == "articles are found by words and what they mean; no source of vectors is set"


def test_the_doctor_counts_the_vectors_and_tells_of_a_server_that_fails(articles, server):
    refresh_vectors()
    assert check_meaning() == f"vectors of 4 of 4 articles, by small at {server.address}"
    server.behaviour = lambda handler, texts: send(handler, b"", 500)
    with pytest.raises(Ailing, match=r"no vectors from small at .*: the server answers 500"):
        check_meaning()
