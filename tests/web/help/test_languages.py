"""An article in several languages: which is shown, what leads to others, what is said if one is missing."""

from __future__ import annotations

import pytest

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.web.ui.languages import own_name
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def exports(olga) -> Article:
    return save_article(None, by=olga, title="Exports", text="Send it.", status=ArticleStatus.PUBLISHED)


def translated(exports, olga, status=ArticleStatus.PUBLISHED) -> Article:
    return save_article(
        None, by=olga, title="Exporte", text="Senden.", language="de", original=exports, status=status
    )


def page(path: str, language: str, person=None) -> str:
    return client_of(person).get(path, headers={"accept-language": language}).content.decode()


def test_each_version_leads_to_the_others_and_says_its_language(exports, olga):
    translated(exports, olga)
    shown = page("/help/exporte/", "de")
    assert '<a class="link" href="/help/exports/" lang="en" hreflang="en">English</a>' in shown
    assert '<b lang="de">Deutsch</b>' in shown
    assert '<h1 dir="auto" lang="de">' in shown
    assert "This article is" not in page("/help/exports/", "en")


def test_a_reader_of_another_language_is_led_to_theirs_or_told_that_it_is_missing(exports, olga):
    translated(exports, olga)
    assert "This article is there in English too." in page("/help/exporte/", "en")
    arabic = page("/help/exporte/", "ar")
    assert "globe" in arabic or "<svg" in arabic
    assert 'class="notice"' in arabic
    assert 'class="notice"' not in page("/help/exporte/", "de")


def test_a_version_that_is_a_draft_is_not_told_of(exports, olga, mia):
    translated(exports, olga, status=ArticleStatus.DRAFT)
    shown = page("/help/exports/", "de")
    assert "Exporte" not in shown
    assert "hreflang" not in shown
    assert 'class="notice"' in shown
    assert "Exporte" in page("/help/exporte/", "de", mia)


def test_lists_show_each_article_once_in_the_readers_language(exports, olga):
    translated(exports, olga)
    assert "Exporte" not in page("/help/articles/newest/", "en")
    german = page("/help/articles/newest/", "de")
    assert "Exporte" in german
    assert ">Exports<" not in german


def test_a_language_is_called_what_its_readers_call_it():
    assert [own_name(code) for code in ("de", "de-at", "pt-br", "xx")] == [
        "Deutsch",
        "Deutsch",
        "Português Brasileiro",
        "Xx",
    ]
