"""What search engines, feed readers and previews are told: what everybody may read, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from smartai.core.knowledge.actions import ArticleValues, make_category, save_article
from smartai.core.knowledge.models import Article, ArticleStatus, Audience
from smartai.web.help.views import sitemaps
from tests.cast import client_of
from tests.web.hostile import MARKUP

pytestmark = pytest.mark.django_db
BASE = settings.BASE_URL
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ATOM = "{http://www.w3.org/2005/Atom}"
RESTRICTED: list[ArticleValues] = [
    {"status": ArticleStatus.DRAFT},
    {"status": ArticleStatus.INTERNAL},
    {"status": ArticleStatus.ARCHIVED},
    {"published_at": timezone.now() + timedelta(days=400)},
    {"audience": Audience.SIGNED_IN},
    {"audience": Audience.TEAM},
]


def write(olga, title: str, text: str = "Some words.", **values) -> Article:
    return save_article(
        None, by=olga, title=title, text=text, **{"status": ArticleStatus.PUBLISHED, **values}
    )


def text_of(path: str, person=None, **query: str) -> str:
    answer = client_of(person).get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def xml_of(path: str, **query: str) -> ElementTree.Element:
    return ElementTree.fromstring(text_of(path, **query))


def addresses() -> list[str]:
    return [found.text or "" for found in xml_of("/help/sitemap.xml").iter(f"{MAP}loc")]


def entries(language: str = "") -> list[str]:
    feed = xml_of("/help/feed.xml", **({"language": language} if language else {}))
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


def data_of(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [part for text in found for part in json.loads(text)["@graph"]]


@pytest.mark.parametrize("hidden", RESTRICTED)
def test_machines_are_told_of_nothing_that_is_not_for_everybody(hidden, olga, alice):
    secret = write(olga, "Secret plans", category=make_category("Plans", by=olga))
    public = write(olga, "Öffentlich", language="de", original=secret)
    save_article(secret, by=olga, **hidden)
    assert addresses() == [f"{BASE}/help/", f"{BASE}/help/{public.slug}/"]
    assert "secret" not in text_of("/help/sitemap.xml").lower()
    assert entries() == []
    assert "hreflang" not in text_of(f"/help/{public.slug}/")
    for person in (alice, olga):
        page = client_of(person).get("/help/secret-plans/")
        assert page.status_code == 404 or b"ld+json" not in page.content
        assert page.status_code == 404 or b'content="noindex"' in page.content


def test_the_sitemap_names_articles_with_their_languages_and_categories_with_something_in_them(olga):
    files = make_category("Files", by=olga)
    make_category("Empty", by=olga)
    first = write(olga, "Exports", category=make_category("Tables", by=olga, parent=files))
    write(olga, "Exporte", language="de", original=first)
    write(olga, "Alone")
    rows = list(xml_of("/help/sitemap.xml"))
    found = {row.findtext(f"{MAP}loc"): row for row in rows}
    assert list(found) == [
        f"{BASE}/help/{path}"
        for path in ("", "categories/files/", "categories/tables/", "exports/", "exporte/", "alone/")
    ]
    for path in ("exports", "exporte"):
        links = found[f"{BASE}/help/{path}/"].iter(LINK)
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "en": f"{BASE}/help/exports/",
            "de": f"{BASE}/help/exporte/",
        }
    assert not list(found[f"{BASE}/help/alone/"].iter(LINK))
    changed = found[f"{BASE}/help/exports/"].findtext(f"{MAP}lastmod") or ""
    assert datetime.fromisoformat(changed) == first.changed_at.replace(microsecond=0)


def test_a_large_sitemap_is_split_and_no_version_is_lost_between_its_files(olga, monkeypatch):
    monkeypatch.setattr(sitemaps, "AT_ONCE", 2)
    first = write(olga, "One")
    write(olga, "Two")
    write(olga, "Eins", language="de", original=first)
    files = [row.findtext(f"{MAP}loc") or "" for row in xml_of("/help/sitemap.xml")]
    assert files == [f"{BASE}/help/sitemap.xml?file=1", f"{BASE}/help/sitemap.xml?file=2"]
    parts = [xml_of("/help/sitemap.xml", file=number) for number in ("1", "2")]
    seen = [row.findtext(f"{MAP}loc") for part in parts for row in part]
    assert seen == [f"{BASE}/help/{path}" for path in ("", "one/", "two/", "eins/")]
    assert len(list(parts[0].iter(LINK))) == len(list(parts[1].iter(LINK))) == 2
    for nothing in ("0", "3", "-1", "x", "٣", "9" * 5_000):
        assert client_of(None).get("/help/sitemap.xml", {"file": nothing}).status_code == 404


def test_the_feed_has_what_was_changed_last_in_one_language(olga):
    first = write(olga, "Exports", "Press export, then save the file on your own computer.")
    write(olga, "Exporte", language="de", original=first)
    write(olga, "Later one")
    save_article(first, by=olga, text="Press export. Then save the file, on your own computer or another.")
    assert entries() == entries("en") == ["Exports", "Later one"]
    assert entries("de") == ["Exporte"]
    entry = next(xml_of("/help/feed.xml").iter(f"{ATOM}entry"))
    link, ident = entry.find(f"{ATOM}link"), entry.findtext(f"{ATOM}id")
    assert link is not None
    assert link.get("href") == f"{BASE}/help/exports/"
    assert "Press export" in (entry.findtext(f"{ATOM}summary") or "")
    save_article(first, by=olga, slug="exporting", title="Exporting")
    assert next(xml_of("/help/feed.xml").iter(f"{ATOM}entry")).findtext(f"{ATOM}id") == ident
    assert client_of(None).get("/help/feed.xml", {"language": "xx"}).status_code == 404


def test_the_feed_is_the_same_whoever_asks_and_in_whatever_language(olga):
    write(olga, "Exports")
    asked = [
        client_of(person).get("/help/feed.xml", headers={"accept-language": language}).content
        for person, language in ((None, "de"), (olga, "ar"))
    ]
    assert asked[0] == asked[1]


def test_a_page_says_what_it_is(olga):
    files = make_category("Files", by=olga)
    first = write(olga, "Exports", "Press export, then save the file on your own computer.", category=files)
    write(olga, "Exporte", language="de", original=first)
    page = text_of("/help/exports/")
    assert f'<link rel="canonical" href="{BASE}/help/exports/">' in page
    for language, path in (("en", "exports"), ("de", "exporte"), ("x-default", "exports")):
        assert f'<link rel="alternate" hreflang="{language}" href="{BASE}/help/{path}/">' in page
    assert '<meta name="description" content="Press export, then save' in page
    assert '<meta property="og:title" content="Exports">' in page
    article, trail = data_of(page)
    assert (article["@type"], article["headline"], article["inLanguage"]) == ("Article", "Exports", "en")
    assert [item["item"] for item in trail["itemListElement"]] == [
        f"{BASE}/help/{path}" for path in ("", "categories/files/", "exports/")
    ]
    assert 'content="noindex"' in text_of("/help/", q="export")


def test_no_title_leaves_the_place_where_it_stands(olga):
    """In data, attributes and XML; a category's name neither."""
    shelf = make_category(f"</script>{MARKUP}"[:80], by=olga)
    article = write(
        olga, f"</script><!--{MARKUP}", f"]]></summary>{MARKUP}", category=shelf, tags=["</script>"]
    )
    page = text_of(f"/help/{article.slug}/")
    assert data_of(page)[0]["headline"] == article.title
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert entries() == [article.title]
    assert f"{BASE}/help/{article.slug}/" in addresses()
    for path in ("/help/", f"/help/categories/{shelf.slug}/", "/help/articles/newest/"):
        assert "<script>alert" not in text_of(path)


def test_robots_are_shown_the_way_and_kept_from_what_is_personal():
    text = text_of("/robots.txt")
    assert f"Sitemap: {BASE}/help/sitemap.xml" in text
    for path in ("/desk/", "/support/link/", "/outbox/"):
        assert f"Disallow: {path}\n" in text


def test_a_sitemap_costs_the_same_for_many_articles(olga, django_assert_max_num_queries):
    for n in range(12):
        first = write(olga, f"Article {n}")
        write(olga, f"Artikel {n}", language="de", original=first)
    client_of(None).get("/help/")
    with django_assert_max_num_queries(7):
        text_of("/help/sitemap.xml")
    with django_assert_max_num_queries(3):
        text_of("/help/feed.xml")
