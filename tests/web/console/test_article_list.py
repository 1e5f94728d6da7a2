"""The team's list of many articles: what it shows, and what is done with many at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartai.core.knowledge.actions import (
    archive_articles,
    begin_translation,
    check_links,
    make_category,
    save_article,
)
from smartai.core.knowledge.models import Article, ArticleStatus, Audience
from smartai.web.console.shelves import SIZE
from tests.cast import client_of
from tests.core.knowledge.test_articles import write

pytestmark = pytest.mark.django_db
LIST = "/desk/settings/articles/"


def page(client: Client, **query: Any) -> str:
    answer = client.get(f"{LIST}?{urlencode(query)}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'<div class="about"><a class="link"[^>]*>([^<]*)<', html)


def headings(html: str) -> list[tuple[str, str]]:
    found = re.findall(r'<h2>(?:<a[^>]*>)?([^<]*)(?:</a>)? <span class="num quiet">(\d+)<', html)
    return [(name, count) for name, count in found]


def counts(html: str) -> dict[str, int]:
    filters = html[html.index('class="filters') : html.index("</nav>", html.index('class="filters'))]
    found = re.findall(r"<a[^>]*>([^<]*) <span class=\"num[^>]*>(\d+)<", filters)
    return {name: int(count) for name, count in found}


@pytest.fixture
def written(mia, anton) -> dict[str, Article]:
    """One of each kind, on three shelves."""
    files, people = make_category("Files", by=mia), make_category("People", by=mia)
    exports = make_category("Exports", by=mia, parent=files)
    now = timezone.now()
    one = {
        "published": write(mia, "Published", category=people, owner=anton, text="See [b](/help/b/)."),
        "draft": write(mia, "Draft", status=ArticleStatus.DRAFT, category=exports),
        "internal": write(mia, "Internal", status=ArticleStatus.INTERNAL, category=files, owner=mia),
        "scheduled": write(mia, "Scheduled", published_at=now + timedelta(days=1), category=files),
        "archived": write(mia, "Archived", status=ArticleStatus.ARCHIVED, owner=mia),
        "due": write(mia, "Due", owner=mia, review_on=timezone.localdate(), audience=Audience.SIGNED_IN),
    }
    one["german"] = begin_translation(one["published"], "de", by=mia)
    save_article(one["german"], by=mia, title="Deutsch")
    save_article(one["published"], by=mia, text="See [b](/help/b/) twice.")
    while check_links("https://help.northwind.example"):
        pass
    return one


def test_articles_stand_on_their_shelves_in_order(mia, written):
    html = page(client_of(mia))
    assert headings(html) == [
        ("Files", "2"),
        ("Files › Exports", "1"),
        ("People", "2"),
        ("Without a category", "1"),
    ]
    assert titles(html) == ["Internal", "Scheduled", "Draft", "Published", "Deutsch", "Due"]


def test_each_filter_says_how_many_it_shows(mia, written):
    assert counts(page(client_of(mia))) == {
        "All": 6, "Draft": 2, "Internal": 1, "Scheduled": 1, "Published": 2, "Archived": 1, "Mine": 2,
        "Due for review": 1, "Older than the original": 1, "Not in German": 4, "Broken links": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"show": "draft"}, ["Draft", "Deutsch"]),
        ({"show": "internal"}, ["Internal"]),
        ({"show": "scheduled"}, ["Scheduled"]),
        ({"show": "published"}, ["Published", "Due"]),
        ({"show": "archived"}, ["Archived"]),
        ({"show": "mine"}, ["Internal", "Due"]),
        ({"show": "due"}, ["Due"]),
        ({"show": "behind"}, ["Deutsch"]),
        ({"show": "no-de"}, ["Internal", "Scheduled", "Draft", "Due"]),
        ({"language": "de"}, ["Deutsch"]),
        ({"audience": "signed_in"}, ["Due"]),
        ({"owner": "nobody"}, ["Scheduled", "Draft"]),
        ({"category": "Files"}, ["Internal", "Scheduled", "Draft"]),
        ({"category": "People", "show": "draft"}, ["Deutsch"]),
        ({"q": "internal"}, ["Internal"]),
        ({"q": "arch", "show": "archived"}, ["Archived"]),
        ({"q": "twice", "language": "en"}, ["Published"]),
        ({"show": "nothing", "category": "x", "language": "tlh", "audience": "all", "owner": "-1"},
         ["Internal", "Scheduled", "Draft", "Published", "Deutsch", "Due"]),
        ({"category": "9" * 18}, []),
        ({"q": "'\"(*)- %\x00"}, []),
        ({"page": "9" * 8, "show": "due"}, ["Due"]),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_down_by_what_is_asked_for(mia, written, query, found):
    categories = dict(written["draft"].category.parent.children.model.objects.values_list("name", "pk"))
    asked = {
        name: categories.get(value, value) if name == "category" else value for name, value in query.items()
    }
    html = page(client_of(mia), **asked)
    assert sorted(titles(html)) == sorted(found) if "q" in query and len(found) > 1 else titles(html) == found


def test_a_row_says_its_state_readers_owner_and_languages(mia, written):
    html = page(client_of(mia))
    row = html[html.index(">Published<", html.index('class="rows"')) :]
    assert "English / German (older)" in row[: row.index("</li>")]
    assert "Anton Krause" in row[: row.index("</li>")]
    due = html[html.index(">Due<", html.index('class="rows"')) :]
    assert "Customers who are signed in" in due[: due.index("</li>")]


def test_a_page_costs_the_same_for_many_articles_as_for_one(mia, django_assert_max_num_queries):
    files = make_category("Files", by=mia)
    client = client_of(mia)
    write(mia, "First", category=files)
    with django_assert_max_num_queries(11):
        page(client)
    for number in range(SIZE + 20):
        write(mia, f"Article {number:03}", category=files if number % 2 else None)
    with django_assert_max_num_queries(11):
        first = page(client)
    assert len(titles(first)) == SIZE
    second = page(client, page=2)
    assert len(titles(second)) == 21
    assert not set(titles(first)) & set(titles(second))
    assert headings(second) == [("Without a category", "60")]
    assert "Page 2 of 2" in second


Send = Callable[..., str]


@pytest.fixture
def send(mia) -> Send:
    """What the page says after something was done with articles."""

    def sent(*articles: Article, **values: Any) -> str:
        data = {"article": [article.pk for article in articles], **values}
        return client_of(mia).post(reverse("console:articles-bulk"), data, follow=True).content.decode()

    return sent


def test_many_are_archived_at_once_and_it_can_be_undone(mia, written, send):
    said = send(written["published"], written["draft"], do="archive", back="show=draft")
    assert "2 articles are archived." in said
    assert titles(said) == ["Deutsch"]
    undo = re.search(r'action="([^"]*bring-back[^"]*)"', said)
    assert undo
    assert Article.objects.archived().count() == 3
    client_of(mia).post(undo[1].replace("&amp;", "&"))
    written["published"].refresh_from_db()
    assert written["published"].status == ArticleStatus.PUBLISHED
    assert Article.objects.archived().count() == 1


def test_many_get_an_owner_a_day_and_a_category_at_once(mia, anton, written, send):
    people = written["published"].category
    two = (written["draft"], written["internal"])
    day = timezone.localdate() + timedelta(days=30)
    assert "2 articles were changed." in send(*two, do="owner", owner=anton.pk)
    send(*two, do="plan", review_on=day.isoformat())
    send(*two, do="move", into=people.pk)
    for article in two:
        article.refresh_from_db()
        assert (article.owner, article.review_on, article.category) == (anton, day, people)
    send(*two, do="move", into="")
    assert Article.objects.filter(category=None, pk__in=[one.pk for one in two]).count() == 2


def test_a_reviewed_article_comes_up_again_in_six_months(mia, written, time_machine):
    time_machine.move_to("2027-08-31T12:00:00Z")
    client = client_of(mia)
    assert "Reviewed, again in 6 months" in page(client, show="due")
    client.post(reverse("console:article-review", args=[written["due"].pk]), {"back": "show=due"})
    written["due"].refresh_from_db()
    assert written["due"].review_on.isoformat() == "2028-02-29"
    assert titles(page(client, show="due")) == []


def test_ones_own_articles_due_for_review_are_counted_in_the_list_of_settings(mia, anton, written):
    count = r'<a href="/desk/settings/articles/"[^>]*>Help articles <span class="tag warn num">(\d+)<'
    assert re.findall(count, page(client_of(mia))) == ["1"]
    assert re.findall(count, page(client_of(anton))) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"do": "archive"}, "Choose at least one article first."),
        ({"do": "nothing", "article": ["1"]}, "Choose"),
        ({"article": ["x", "9" * 40, "-1"], "do": "archive"}, "Choose at least one article first."),
    ],
)
def test_what_is_no_choice_changes_nothing(mia, written, values, said):
    answer = client_of(mia).post(reverse("console:articles-bulk"), values, follow=True)
    assert said in answer.content.decode()
    assert Article.objects.archived().count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"do": "owner", "owner": "9" * 30}, "Select a valid choice"),
        ({"do": "plan", "review_on": "tomorrow"}, "Write a date like"),
        ({"do": "plan", "review_on": "9999-12-31"}, "within the next twenty years"),
        ({"do": "move", "into": "x\x00"}, "Null characters are not allowed"),
        ({"do": "explode"}, "Select a valid choice"),
    ],
)
def test_a_wrong_value_is_said_and_nothing_is_changed(written, send, values, said):
    before = Article.objects.get(pk=written["due"].pk)
    assert said in send(written["due"], **values)
    after = Article.objects.get(pk=written["due"].pk)
    assert (before.owner, before.review_on, before.changed_at) == (
        after.owner,
        after.review_on,
        after.changed_at,
    )


def test_what_is_wrong_with_a_value_that_is_not_used_stops_nothing(written, send):
    assert "1 article is archived." in send(written["due"], do="archive", owner="x", review_on="y", into="z")


def test_whoever_searches_the_archive_finds_what_customers_can_not(mia, alice, written):
    archive_articles([written["published"]], by=mia)
    assert titles(page(client_of(mia), q="published", show="archived")) == ["Published"]
    assert client_of(alice).get(LIST, {"q": "published"}).status_code == 404
