from __future__ import annotations

import pytest
from django.urls import reverse

from smartai.core.knowledge.actions import begin_translation, save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from tests.cast import client_of
from tests.core.knowledge.test_articles import write

pytestmark = pytest.mark.django_db


def languages(client, article: Article) -> str:
    answer = client.get(reverse("console:article-languages", args=[article.pk]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_translation_is_begun_and_opened_for_writing(mia):
    client, article = client_of(mia), write(mia, "Invoices", language="en")
    assert languages(client, article).count("Not there yet.") == 2
    url = reverse("console:article-translation", args=[article.pk])
    answer = client.post(url, {"language": "de"})
    german = Article.objects.get(language="de")
    assert answer["Location"] == reverse("console:article", args=[german.pk])
    assert (german.text, german.status, german.original) == (article.text, ArticleStatus.DRAFT, article)
    page = languages(client, german)
    assert page.count("Not there yet.") == 1
    assert "Up to date" in page


@pytest.mark.parametrize("language", ["de", "en", "tlh", ""])
def test_what_is_there_already_or_no_language_begins_nothing(mia, language):
    client, article = client_of(mia), write(mia, "Invoices", language="en")
    begin_translation(article, "de", by=mia)
    url = reverse("console:article-translation", args=[article.pk])
    assert client.post(url, {"language": language})["Location"].endswith("/languages/")
    assert Article.objects.count() == 2


def test_what_changed_in_the_original_is_shown_until_the_translation_says_it_too(mia):
    client, same = client_of(mia), "Same.\n" * 13
    article = write(mia, "Invoices", f"{same}Two.\nThree.", language="en")
    german = begin_translation(article, "de", by=mia)
    save_article(article, by=mia, text=f"{same}Two and a <b>half</b>.\nThree.")
    page = languages(client, german)
    assert "Older than the original" in page
    assert "</span>Two.</del>" in page
    assert "</span>Two and a &lt;b&gt;half&lt;/b&gt;.</ins>" in page
    assert "<bdi>10</bdi> lines are the same" in page
    client.post(reverse("console:article-translation-confirmed", args=[german.pk]))
    page = languages(client, german)
    assert "Up to date" in page
    assert "<ins>" not in page


def test_an_articles_page_leads_to_its_languages(mia):
    article = write(mia, "Invoices")
    page = client_of(mia).get(reverse("console:article", args=[article.pk])).content.decode()
    assert reverse("console:article-languages", args=[article.pk]) in page
