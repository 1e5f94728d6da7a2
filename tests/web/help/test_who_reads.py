"""Whoever may not read an article meets it nowhere: each way to it, each restriction, each reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone

from smartai.core.knowledge.actions import ArticleValues, add_article_file, make_category, save_article
from smartai.core.knowledge.models import Article, ArticleStatus, Audience
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from tests.cast import client_of

pytestmark = pytest.mark.django_db
PUBLISHED: Final = ArticleStatus.PUBLISHED
RESTRICTIONS: Final[dict[str, ArticleValues]] = {
    "everybody": {},
    "signed in": {"audience": Audience.SIGNED_IN},
    "organisation": {"audience": Audience.ORGANISATION},
    "team": {"audience": Audience.TEAM},
    "draft": {"status": ArticleStatus.DRAFT},
    "internal": {"status": ArticleStatus.INTERNAL},
    "scheduled": {"published_at": timezone.now() + timedelta(days=400)},
    "archived": {"status": ArticleStatus.ARCHIVED},
}
READERS: Final = {
    "everybody": {"visitor", "alice", "carol", "mia"},
    "signed in": {"alice", "carol", "mia"},
    "organisation": {"alice", "mia"},
}
"""Of what is restricted so, whom the article is for; all else is for the team."""
JSON_LD: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
Way = Callable[[Client, Article], bool]


def page(path: str, **query: str) -> Way:
    return lambda client, article: "Zanzibar" in client.get(path, query).content.decode()


def at(path: str) -> Way:
    """Whether the article's own address of that kind answers."""
    return lambda client, article: client.get(path.format(article.slug), follow=True).status_code == 200


def sent_to(path: str, **posted: str) -> Way:
    return lambda client, article: client.post(path.format(article.slug), posted).status_code in (204, 302)


def part(begin: str) -> Way:
    """In that part of the page of the article which everybody reads, and that stands beside it."""

    def found(client: Client, article: Article) -> bool:
        shown = client.get("/help/companion/").content.decode().split(begin)
        return len(shown) > 1 and "anzibar" in shown[1].split("</nav>")[0].split("</section>")[0]

    return found


def told_to_machines(client: Client, article: Article) -> bool:
    pages = [f"/help/{article.slug}/", "/help/companion/", "/help/", "/help/categories/vault/"]
    answers = [client.get(path).content.decode() for path in pages]
    said = [json.loads(data) for answer in answers for data in JSON_LD.findall(answer)]
    alternates = [
        line for answer in answers for line in re.findall(r'<link rel="alternate" hreflang.*', answer)
    ]
    return "anzibar" in json.dumps(said) + "".join(alternates)


def suggested(client: Client, article: Article) -> bool:
    answer = client.post(
        "/support/suggestions/", {"title": "Feeding the platypus", "message": "Which shrimp?"}
    )
    return "Zanzibar" in answer.content.decode()


def its_file(client: Client, article: Article) -> bool:
    return client.get(article.files.get().address).status_code == 200


WAYS: Final[dict[str, Way]] = {
    "its page": at("/help/{}/"),
    "its page, printed": at("/help/{}/?print"),
    "its old address": at("/help/former/"),
    "its file": its_file,
    "feedback": at("/help/feedback/{}/"),
    "a yes": sent_to("/help/feedback/{}/", answer="yes"),
    "beside a form": at("/support/suggestions/{}/"),
    "opened beside a form": sent_to("/support/suggestions/{}/opened/", writing="w" * 22),
    "answered beside a form": sent_to("/support/suggestions/{}/answered/", writing="w" * 22),
    "suggestions": suggested,
    "the first page": page("/help/"),
    "its category on the first page": lambda client, _: "Vault" in client.get("/help/").content.decode(),
    "its category": page("/help/categories/vault/"),
    "all articles": page("/help/articles/newest/"),
    "search": page("/help/", q="platypus"),
    "search, mistyped": page("/help/", q="platipus"),
    "search, what was meant": lambda client, _: (
        "platypus" in client.get("/help/", {"q": "platipus"}).content.decode()
    ),
    "search while typing": page("/help/search/typing/", q="platyp"),
    "search in another language": lambda client, _: (
        "Sansibar" in client.get("/help/", {"q": "schnabeltier"}).content.decode()
    ),
    "languages": part('<nav class="languages"'),
    "related": part('<section class="related">'),
    "previous and next": part('<nav class="neighbours"'),
    "feed": page("/help/feed.xml"),
    "sitemap": lambda client, article: (
        f"/help/{article.slug}/" in client.get("/help/sitemap.xml").content.decode()
    ),
    "structured data": told_to_machines,
}
FOR_MACHINES: Final = {"feed", "sitemap", "structured data"}
"""They look nobody up: what everybody may read is in them."""
FOR_TEAM_TOO: Final = {"its page", "its page, printed", "its old address", "its file"}
"""Ways on which the team meets what is not published too; in lists it depends."""


@pytest.fixture
def write(mia, lake):
    def written(title: str, text: str, restriction: str, **values) -> Article:
        given: dict[str, Any] = {"status": PUBLISHED, **RESTRICTIONS[restriction], **values}
        if restriction == "organisation":
            given["organisation"] = lake
        return save_article(None, by=mia, title=title, text=text, **given)

    return written


@pytest.mark.parametrize("reader", ["visitor", "alice", "carol", "mia"])
@pytest.mark.parametrize("restriction", RESTRICTIONS)
def test_an_article_is_met_by_those_whom_it_is_for_and_by_nobody_else(
    restriction, reader, write, mia, request
):
    shelf = make_category("Animals", by=mia)
    words = "Feeding the platypus takes patience, fresh shrimp and a quiet pond in the evening."
    companion = write(
        "Companion", words.replace("platypus", "otter"), "everybody", slug="companion", category=shelf
    )
    write(
        "Sansibar",
        "Das Schnabeltier füttern.",
        restriction,
        language="de",
        original=companion,
        slug="zanzibar-de",
    )
    article = write("Zanzibar feeding", words, restriction, slug="former", category=shelf)
    save_article(article, by=mia, slug="zanzibar")
    write("Zanzibar vault", words, restriction, category=make_category("Vault", by=mia))
    stored = receive([b"a,b"], "a.csv", 100, person_owner(mia.pk))
    add_article_file(article, stored.key, person_owner(mia.pk), by=mia)
    article.refresh_from_db()
    person: Person | None = None if reader == "visitor" else request.getfixturevalue(reader)
    may = reader in READERS.get(restriction, {"mia"})
    client = client_of(person)
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    found = {name: way(client, article) for name, way in WAYS.items()}
    for name in FOR_MACHINES:
        assert found.pop(name) is (restriction == "everybody"), name
    if may and reader == "mia" and restriction not in READERS:
        found = {name: found[name] for name in FOR_TEAM_TOO}
    assert found == dict.fromkeys(found, may)
