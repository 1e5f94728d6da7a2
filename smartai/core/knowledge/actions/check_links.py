"""The check of links: by the worker, from the database alone, when an article or what it leads to changes.

A save only says that the article's links are unread: there may be as many links to it as there are articles,
and nobody should wait until they are looked at. What is unread, or due, is a row: nothing is forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from smartai.core.knowledge.models import (
    Article,
    ArticleLink,
    ArticleStatus,
    Audience,
    Category,
    Fault,
    FormerAddress,
    FormerCategoryAddress,
)
from smartai.lib.article_links import CATEGORIES, MOST_LINKS, Leads, Link, anchors_of, links_of

READ_AT_ONCE: Final = 50
CHECKED_AT_ONCE: Final = 500
CATEGORY_ADDRESSES: Final = (Category.objects, FormerCategoryAddress.objects)
SETTLED: Final = {
    Leads.TO_PAGE: Fault.NONE,
    Leads.TO_FILE: Fault.NONE,
    Leads.AWAY: Fault.NONE,
    Leads.TO_NO_PAGE: Fault.NO_PAGE,
    Leads.TO_ONE_REQUEST: Fault.ONE_REQUEST,
    Leads.TO_NO_FILE: Fault.NO_FILE,
    Leads.NOWHERE: Fault.MALFORMED,
}
"""What the address alone says."""


def check_links(site: str) -> int:
    """Reads the links of articles that changed, then looks at those that are due. Says how many rows it did.

    ``site`` is where this help desk stands: addresses with it are ours. Two cheap reads when nothing is due.
    """
    if Article.objects.filter(links_read=False).exists():
        return _read_articles(site)
    return _check_due() if ArticleLink.objects.due().exists() else 0


@transaction.atomic
def _read_articles(site: str) -> int:
    """An article's links are kept anew (none of an archived one), and whatever leads to it is due."""
    columns = ("slug", "status", "html", "anchors")
    unread = Article.objects.filter(links_read=False).only(*columns).order_by("pk")
    articles = list(unread.select_for_update(of=("self",))[:READ_AT_ONCE])
    ArticleLink.objects.filter(article__in=articles).delete()
    living = [article for article in articles if article.status != ArticleStatus.ARCHIVED]
    rows = [_row(article, link) for article in living for link in _links(article, site)]
    ArticleLink.objects.bulk_create(rows, batch_size=MOST_LINKS)
    moved = []
    for article in articles:
        before, article.anchors = article.anchors, anchors_of(article.html)
        moved += [article] if article.anchors != before else []
    Article.objects.bulk_update(moved, ["anchors"])
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(links_read=True)
    former = FormerAddress.objects.filter(article__in=articles).values_list("slug", flat=True)
    slugs = {article.slug for article in articles} | set(former)
    ArticleLink.objects.filter(slug__in=slugs).update(check_at=timezone.now())
    return len(articles)


def _links(article: Article, site: str) -> list[Link]:
    return links_of(article.html, slug=article.slug, site=site)


def _row(article: Article, link: Link) -> ArticleLink:
    settled = link.leads not in (Leads.TO_ARTICLE, Leads.TO_CATEGORY)
    return ArticleLink(
        article=article, address=link.address, words=link.words, slug=link.slug, anchor=link.anchor,
        fault=SETTLED[link.leads] if settled else Fault.NONE, check_at=None if settled else timezone.now(),
    )  # fmt: skip


@transaction.atomic
def _check_due() -> int:
    due = ArticleLink.objects.due().select_related("article").order_by("check_at", "pk")
    columns = ("status", "audience", "organisation_id")
    due = due.only("slug", "anchor", "fault", "check_at", *(f"article__{name}" for name in columns))
    links = list(due.select_for_update(of=("self",))[:CHECKED_AT_ONCE])
    slugs = {link.slug for link in links}
    targets, categories = _targets(slugs), _categories(slugs)
    found: dict[tuple[Fault, datetime | None], list[int]] = defaultdict(list)
    for link in links:
        target = targets.get(link.slug)
        fault = _fault(link, target) if link.slug not in categories else Fault.NONE
        again = target.published_at if target and fault == Fault.SCHEDULED else None
        found[fault, again].append(link.pk)
    for (fault, again), keys in found.items():
        ArticleLink.objects.filter(pk__in=keys).update(fault=fault, check_at=again)
    return len(links)


def _targets(slugs: Iterable[str]) -> dict[str, Article]:
    """The articles at these addresses, and those that had them."""
    columns = Article.objects.only("slug", "status", "published_at", "audience", "organisation_id", "anchors")
    found = {article.slug: article for article in columns.filter(slug__in=slugs)}
    former = dict(FormerAddress.objects.filter(slug__in=slugs).values_list("slug", "article_id"))
    moved = columns.in_bulk(former.values())
    return {slug: moved[key] for slug, key in former.items()} | found


def _categories(slugs: set[str]) -> set[str]:
    """Those of them that lead to a category, by its address or by one that it had."""
    wanted = {slug.removeprefix(CATEGORIES) for slug in slugs if slug.startswith(CATEGORIES)}
    if not wanted:
        return set()
    found = [rows.filter(slug__in=wanted).values_list("slug", flat=True) for rows in CATEGORY_ADDRESSES]
    return {f"{CATEGORIES}{slug}" for slugs in found for slug in slugs}


def _fault(link: ArticleLink, target: Article | None) -> Fault:
    """The worst thing that is wrong."""
    if link.slug.startswith(CATEGORIES):
        return Fault.NO_PAGE
    if target is None:
        return Fault.NO_ARTICLE
    if target.status == ArticleStatus.ARCHIVED:
        return Fault.ARCHIVED
    if link.article.status == ArticleStatus.PUBLISHED:
        if target.is_scheduled:
            return Fault.SCHEDULED
        if not target.is_published:
            return Fault.UNPUBLISHED
        if not _reaches(link.article, target):
            return Fault.NARROWER
    if link.anchor and link.anchor not in target.anchors:
        return Fault.NO_ANCHOR
    return Fault.NONE if link.slug == target.slug else Fault.MOVED


def _reaches(article: Article, target: Article) -> bool:
    """Whether whoever may read the one may read the other."""
    if target.audience == Audience.EVERYBODY or article.audience == Audience.TEAM:
        return True
    if target.audience == Audience.SIGNED_IN:
        return article.audience in (Audience.SIGNED_IN, Audience.ORGANISATION)
    return (target.audience, target.organisation_id) == (article.audience, article.organisation_id)
