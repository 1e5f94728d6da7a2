"""Help articles: what is published is for everybody, drafts are for the team."""

from __future__ import annotations

import pytest

from smartai.core.knowledge.actions.save_article import save_article
from smartai.core.knowledge.models import Article, Section
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def write(olga, title: str, text: str = "Some words.", *, section=None, published: bool = True) -> Article:
    return save_article(None, by=olga, title=title, text=text, section=section, published=published)


def test_everybody_reads_what_is_published_and_only_the_team_a_draft(olga, alice, mia):
    public, draft = write(olga, "Export a file"), write(olga, "Unfinished", published=False)
    for person in (None, alice):
        client = client_of(person)
        assert client.get(f"/help/{public.slug}/").status_code == 200
        assert client.get(f"/help/{draft.slug}/").status_code == 404
        assert "Unfinished" not in client.get("/help/").content.decode()
    assert client_of(mia).get(f"/help/{draft.slug}/").status_code == 200


def test_a_search_finds_articles_by_their_words_and_offers_a_way_out(olga):
    write(olga, "Export a file", "Press export, then save.")
    write(olga, "Pay a bill", "Press pay.")
    page = client_of(None)
    found = page.get("/help/", {"q": "PRESS export"}).content.decode()
    assert "<mark>Export</mark> a file" in found
    assert "Pay a bill" not in found
    nothing = page.get("/help/", {"q": "zeppelin"}).content.decode()
    assert "Nothing for “zeppelin”" in nothing
    assert 'href="/support/"' in nothing


@pytest.mark.parametrize("query", ["%", "_", "a\x00b", "x" * 6000, "w " * 3000, "\ud800"])
def test_no_search_breaks_the_page(olga, query):
    write(olga, "Export a file")
    raw = query.encode("utf-8", "surrogatepass")
    response = client_of(None).get("/help/", {"q": raw})
    assert response.status_code in (200, 400)


def test_the_other_articles_of_the_section_stand_beside(olga):
    section = Section.objects.create(name="Files")
    first, _ = write(olga, "Export a file", section=section), write(olga, "Import a file", section=section)
    write(olga, "Pay a bill")
    page = client_of(None).get(f"/help/{first.slug}/").content.decode()
    assert "Import a file" in page
    assert "Pay a bill" not in page


def test_the_page_asks_no_more_of_the_database_for_many_articles(olga, django_assert_max_num_queries):
    for n in range(12):
        write(olga, f"Article {n}")
    with django_assert_max_num_queries(5):
        client_of(None).get("/help/")
