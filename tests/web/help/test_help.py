"""The help pages: what is published is for everybody, drafts are for the team."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.knowledge.actions import ArticleValues, answer_by_article, make_category, save_article
from smartai.core.knowledge.models import Article, ArticleStatus, Audience, Category
from smartai.foundation.accounts.actors import NOBODY
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
DRAFT, PUBLISHED = ArticleStatus.DRAFT, ArticleStatus.PUBLISHED
LATER = timezone.now() + timedelta(days=400)
HIDDEN: list[ArticleValues] = [
    {"status": DRAFT},
    {"status": ArticleStatus.INTERNAL},
    {"status": ArticleStatus.ARCHIVED},
    {"audience": Audience.TEAM},
    {"published_at": LATER},
]


def write(olga, title: str, text: str = "Some words.", **values) -> Article:
    return save_article(None, by=olga, title=title, text=text, **{"status": PUBLISHED, **values})


def page_of(person, path: str = "", **query: str) -> str:
    """The words of a page that is there."""
    answer = client_of(person).get(f"/help/{path}", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_what_is_published_and_only_the_team_a_draft(olga, alice, mia):
    public, draft = write(olga, "Export a file"), write(olga, "Unfinished", status=DRAFT)
    for person in (None, alice):
        client = client_of(person)
        assert client.get(f"/help/{public.slug}/").status_code == 200
        assert client.get(f"/help/{draft.slug}/").status_code == 404
        assert "Unfinished" not in client.get("/help/").content.decode()
    assert client_of(mia).get(f"/help/{draft.slug}/").status_code == 200


def test_the_beginning_shows_categories_in_two_levels_with_what_may_be_read_in_them(olga):
    files = make_category("Files", by=olga)
    write(olga, "Export a file", category=files)
    write(olga, "Read a table", category=make_category("Tables", by=olga, parent=files))
    write(olga, "Secret plans", category=make_category("Plans", by=olga), audience=Audience.TEAM)
    Category.objects.filter(name="Files").update(names={"de": "Dateien"})
    page = page_of(None)
    assert '<a class="link" href="/help/categories/files/">Files</a>' in page
    assert "2 articles" in page
    assert 'href="/help/categories/tables/"' in page
    assert "Plans" not in page
    german = client_of(None).get("/help/", headers={"accept-language": "de"}).content.decode()
    assert 'href="/help/categories/files/">Dateien</a>' in german


def test_popular_is_what_spared_requests_and_without_any_what_is_new(olga):
    write(olga, "Export a file")
    helped = write(olga, "Pay a bill", category=make_category("Bills", by=olga))
    assert "Popular" not in page_of(None)
    answer_by_article(helped, by=NOBODY)
    popular = page_of(None).split('<nav class="popular"')[1].split("</nav>")[0]
    assert "Popular" in popular
    assert "Pay a bill" in popular
    assert "Export a file" not in popular


def test_a_category_shows_its_own_articles_in_order_and_is_not_there_without_any(olga, mia):
    files = make_category("Files", by=olga)
    for title in ("Export a file", "Import a file"):
        write(olga, title, category=files)
    write(olga, "Pay a bill", category=make_category("Bills", by=olga))
    write(olga, "To come", category=make_category("Soon", by=olga), published_at=LATER)
    page = page_of(None, "categories/files/")
    assert page.index("Export a file") < page.index("Import a file")
    assert "Pay a bill" not in page
    for nowhere in ("soon", "never"):
        assert client_of(None).get(f"/help/categories/{nowhere}/").status_code == 404


def test_a_long_category_goes_on_where_it_stopped(olga):
    files = make_category("Files", by=olga)
    rows = [
        Article(slug=f"a-{n}", title=f"Article {n}", category=files, position=n, status="published",
                published_at=timezone.now())
        for n in range(70)
    ]  # fmt: skip
    Article.objects.bulk_create(rows)
    client, path, seen = client_of(None), "/help/categories/files/", []
    while path:
        page = client.get(path).content.decode()
        seen += [
            part.split("/")[0] for part in page.split('<ul class="help-list"')[1].split('href="/help/')[1:]
        ]
        path = page.split('href="')[-1] and _next(page)
    assert [one for one in seen if one.startswith("a-")] == [row.slug for row in rows]


def _next(page: str) -> str:
    before, found, _ = page.partition('" data-older=')
    return before.rpartition('href="')[2] if found else ""


def test_all_articles_are_listed_those_without_a_category_too(olga):
    write(olga, "Export a file", category=make_category("Files", by=olga))
    write(olga, "Loose leaf")
    write(olga, "Secret", status=DRAFT)
    page = page_of(None, "articles/newest/")
    assert page.index("Loose leaf") < page.index("Export a file")
    assert "Secret" not in page


@pytest.mark.parametrize("after", ["x", "WzEsIDIsIDNd", "9" * 500, "\x00"])
def test_a_place_in_a_list_that_is_none_is_its_beginning(after, olga):
    write(olga, "Export a file", category=make_category("Files", by=olga))
    for path in ("categories/files/", "articles/newest/"):
        assert "Export a file" in page_of(None, path, after=after)


def test_beside_an_article_stand_its_neighbours_and_what_is_like_it(olga):
    files = make_category("Files", by=olga)
    first = write(olga, "Export a file", category=files)
    write(olga, "Import a file", category=files)
    write(olga, "Pay a bill")
    page = page_of(None, f"{first.slug}/")
    assert 'rel="next" href="/help/import-a-file/"' in page
    assert 'rel="prev"' not in page
    assert "Pay a bill" not in page
    assert '<a class="link" href="/help/categories/files/"' in page


def test_the_contents_are_the_headings_that_have_a_place(olga):
    article = write(olga, "Export a file")
    html = (
        '<h2 id="limits">Limits &amp; <code>rows</code></h2><p>x</p><h3 id="more">More</h3><h2>No place</h2>'
    )
    assert "On this page" not in page_of(None, f"{article.slug}/")
    Article.objects.update(html=html)
    contents = page_of(None, f"{article.slug}/").split('<nav class="contents"')[1].split("</nav>")[0]
    assert '<a href="#limits" dir="auto">Limits &amp; rows</a>' in contents
    assert '<li class="deeper"><a href="#more"' in contents
    assert "No place" not in contents


def test_the_right_column_can_be_hidden_and_nothing_is_lost_by_it(olga):
    files = make_category("Files", by=olga)
    first, _ = write(olga, "Export a file", category=files), write(olga, "Import a file", category=files)
    choose("panel", show_help=False)
    assert "Related" in page_of(None, f"{first.slug}/")


def test_the_team_sees_who_reads_an_article_and_the_way_to_change_it(olga, mia, alice):
    article = write(olga, "Export a file", audience=Audience.SIGNED_IN, published_at=LATER)
    page = page_of(mia, f"{article.slug}/")
    assert f'href="/desk/settings/articles/{article.pk}/"' in page
    assert "Scheduled" in page
    assert "Customers who are signed in" in page
    save_article(article, by=olga, published_at=timezone.now() - timedelta(days=1))
    assert "Customers who are signed in" not in page_of(alice, f"{article.slug}/")


def test_an_old_address_leads_on_for_good_and_only_for_who_may_read(olga, alice, mia):
    article = write(olga, "Export a file")
    save_article(article, by=olga, slug="exports")
    answer = client_of(None).get("/help/export-a-file/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/help/exports/")
    never = client_of(alice).get("/help/never/")
    for hidden in HIDDEN:
        save_article(article, by=olga, status=PUBLISHED, audience=Audience.EVERYBODY)
        save_article(article, by=olga, **hidden)
        answer = client_of(alice).get("/help/export-a-file/")
        assert (answer.status_code, answer.content) == (404, never.content)
        assert client_of(mia).get("/help/export-a-file/").status_code == 301


def test_the_request_begins_with_what_was_looked_for(olga):
    page = client_of(None).get("/support/", {"title": "zeppelin\nengine" + "x" * 300}).content.decode()
    assert 'value="zeppelin engine' in page
    choose("panel", show_first_form=False)
    assert 'value="zeppelin"' in client_of(None).get("/support/", {"title": "zeppelin"}).content.decode()


@pytest.mark.parametrize("count", [1, 40])
def test_the_pages_ask_no_more_of_the_database_for_many_articles(count, olga, django_assert_max_num_queries):
    files = make_category("Files", by=olga)
    for n in range(count):
        write(olga, f"Article number {n}", category=files if n % 2 == 0 else None, tags=["csv"])
    page_of(None)
    for path, statements in (
        ("", 6),
        ("categories/files/", 5),
        ("articles/newest/", 3),
        ("article-number-0/", 9),
    ):
        with django_assert_max_num_queries(statements):
            page_of(None, path)
