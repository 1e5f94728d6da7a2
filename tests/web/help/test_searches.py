"""Searching the help pages: what is found, what was meant, and a way to ask us."""

from __future__ import annotations

import pytest

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article, ArticleStatus, Audience
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def write(olga, title: str, text: str = "Some words.", **values) -> Article:
    return save_article(
        None, by=olga, title=title, text=text, **{"status": ArticleStatus.PUBLISHED, **values}
    )


def found(query: str, person=None, language: str = "en") -> str:
    answer = client_of(person).get("/help/", {"q": query}, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_search_finds_articles_by_their_words_and_offers_a_way_out(olga):
    write(olga, "Export a file", "Press export, then save.")
    write(olga, "Pay a bill", "Press pay.")
    page = found("PRESS export")
    assert "<mark>Export</mark> a file" in page
    assert "Pay a bill" not in page
    assert "One article found" in page
    nothing = found("zeppelin & co")
    assert "Nothing for “zeppelin &amp; co”" in nothing
    assert 'href="/support/?title=zeppelin+%26+co"' in nothing


@pytest.mark.parametrize("query", ["%", "_", "a\x00b", "x" * 6000, "w " * 3000, "\ud800", "'\"<i>", "🦓"])
@pytest.mark.parametrize("path", ["/help/", "/help/search/typing/"])
def test_no_search_breaks_the_page(path, query, olga):
    write(olga, "Export a file")
    answer = client_of(None).get(path, {"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code in (200, 204, 400)
    assert b"<i>" not in answer.content


def test_a_mistyped_word_is_offered_as_it_was_meant(olga):
    write(olga, "Export a file", "Press export, then save.")
    assert '<a class="link" href="?q=export%20file"><bdi>export</bdi>' not in found("export file")
    assert 'href="?q=export%20file"' in found("exprot file")
    assert "Did you mean" not in found("exports file")


def test_nothing_that_somebody_may_not_read_is_offered_as_what_was_meant(olga, mia):
    write(olga, "Zeppelin engines", audience=Audience.TEAM)
    write(olga, "Export a file", "Press export, then save.")
    assert "zeppelin" not in found("zepelin export").lower().replace("zepelin", "").split("</search>")[1]
    assert "zeppelin" in found("zepelin export", mia).lower()


def test_what_is_there_in_two_languages_is_found_once_in_the_readers(olga):
    first = write(olga, "Export 4711", language="en")
    write(olga, "Ausfuhr 4711", language="de", original=first)
    assert "Ausfuhr" not in found("4711")
    german = found("4711", language="de")
    assert "Ausfuhr" in german
    assert "Export <mark>" not in german


def test_while_somebody_types_at_most_four_are_offered_and_none_that_is_not_for_them(olga):
    for n in range(6):
        write(olga, f"Export number {n}")
    write(olga, "Export of secrets", audience=Audience.TEAM)
    client = client_of(None)
    answer = client.get("/help/search/typing/", {"q": "expo"})
    page = answer.content.decode()
    assert page.count('role="option"') == 4
    assert "secrets" not in page
    for nothing in ("e", "", "zeppelin"):
        assert client.get("/help/search/typing/", {"q": nothing}).status_code == 204
