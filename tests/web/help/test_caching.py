"""What caches may keep: the page that all visitors get, and never one of somebody who is signed in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.utils import timezone

from smartai.core.knowledge.actions import make_category, save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.web.help.caching import shared
from smartai.web.ui.visitors import VisitorRequest
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
PAGES = ["/help/", "/help/exports/", "/help/categories/files/", "/help/articles/newest/", "/help/?q=exports"]
MACHINES = ["/help/feed.xml", "/help/sitemap.xml"]


@pytest.fixture(autouse=True)
def exports(olga) -> Article:
    shelf = make_category("Files", by=olga)
    return save_article(
        None, by=olga, title="Exports", text="Send it.", status=ArticleStatus.PUBLISHED, category=shelf
    )


def tag_of(path: str, client: Client | None = None, language: str = "en") -> str:
    answer = (client or client_of(None)).get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.headers["ETag"]


@pytest.mark.parametrize("path", PAGES)
def test_a_visitors_page_may_be_kept_and_sets_no_cookie(path):
    client = client_of(None)
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    assert not answer.headers["ETag"].startswith("W/")
    assert "Last-Modified" in answer.headers
    assert not answer.cookies


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["alice", "mia"])
def test_nobody_elses_page_is_kept(who, path, request):
    """And the tag of a visitor's is no answer to who is signed in."""
    seen_before = {"accept-language": "en", "if-none-match": tag_of(path)}
    answer = client_of(request.getfixturevalue(who)).get(path, headers=seen_before)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers


@pytest.mark.parametrize("path", [*PAGES, *MACHINES])
def test_what_a_visitor_has_already_is_not_made_again(path, django_assert_max_num_queries):
    client = client_of(None)
    tag = tag_of(path, client)
    with django_assert_max_num_queries(2):  # the owner's choices are looked at once a second
        answer = client.get(path, headers={"accept-language": "en", "if-none-match": f'"other", W/{tag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", MACHINES)
def test_machines_may_ask_by_date_alone(path, time_machine):
    seen = client_of(None).get(path).headers["Last-Modified"]
    assert client_of(None).get(path, headers={"if-modified-since": seen}).status_code == 304


@pytest.mark.parametrize("path", [*PAGES, *MACHINES])
def test_every_change_that_somebody_may_see_makes_another_page(path, olga, exports, time_machine):
    tags = [tag_of(path)]
    save_article(None, by=olga, title="Later", text="x", status=ArticleStatus.PUBLISHED,
                 published_at=timezone.now() + timedelta(hours=1))  # fmt: skip
    tags.append(tag_of(path))
    choose("brand", name="Southwind")
    tags.append(tag_of(path))
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    tags.append(tag_of(path))
    assert len(set(tags)) == len(tags)


def test_each_language_and_each_query_is_a_page_of_its_own():
    asked = [tag_of("/help/", language=language) for language in ("en", "de", "ar")]
    asked += [tag_of("/help/?q=exports"), tag_of("/help/exports/")]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("headers", [{"if-none-match": "*"}, {"if-none-match": '"x"'},
                                     {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}])  # fmt: skip
def test_no_condition_makes_a_page_of_what_is_not_there(headers, exports, olga):
    tag = tag_of("/help/exports/", language="")
    save_article(exports, by=olga, status=ArticleStatus.DRAFT)
    save_article(None, by=olga, title="Other", text="x", status=ArticleStatus.PUBLISHED)
    for held in (headers, {"if-none-match": tag}):
        assert client_of(None).get("/help/exports/", headers=held).status_code == 404
        assert client_of(None).get("/help/never/", headers=held).status_code == 404


def test_a_page_with_a_form_of_ones_own_or_a_notice_is_not_for_others(rf):
    def with_form(request: VisitorRequest) -> HttpResponse:
        return HttpResponse(get_token(request))

    client = client_of(None)
    client.cookies["messages"] = "something to say"
    assert client.get("/help/").headers["Cache-Control"] == "private, no-cache"
    request = rf.get("/help/")
    request.visitor = type("Guest", (), {"person": None})()
    answer = shared(with_form)(request)
    assert "ETag" not in answer.headers
    assert "Cache-Control" not in answer.headers
