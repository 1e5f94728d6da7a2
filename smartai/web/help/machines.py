"""What a page of help says to machines: search engines, feed readers, whoever shows a preview of a link."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from markupsafe import Markup

from smartai.core.knowledge.models import Article, Audience
from smartai.web.help.breadcrumbs import Crumb
from smartai.web.ui.page import Page

_ESCAPED: Final = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
"""So that no title ends the element that it stands in."""


@dataclass(frozen=True)
class Alternate:
    language: str
    url: str


@dataclass(frozen=True)
class Told:
    """Only of pages that everybody may read. ``data`` is a whole element, or nothing."""

    url: str
    title: str
    description: str = ""
    kind: str = "website"
    alternates: Sequence[Alternate] = ()
    data: Markup | None = None


def absolute(name: str, /, **parts: object) -> str:
    """The address of a page under the configured base, never under a request's host."""
    return f"{settings.BASE_URL}{reverse(name, kwargs=parts)}"


def article_url(slug: str) -> str:
    return absolute("help:article", slug=slug)


def is_for_everybody(article: Article) -> bool:
    return article.is_published and article.audience == Audience.EVERYBODY


def alternates_of(versions: Sequence[Article]) -> list[Alternate]:
    """The languages that everybody may read it in, the first one for all others; none for one alone."""
    public = [one for one in versions if one.language and is_for_everybody(one)]
    if len(public) < 2:
        return []
    return [
        *(Alternate(one.language, article_url(one.slug)) for one in public),
        Alternate("x-default", article_url(public[0].slug)),
    ]


def told_of_article(
    article: Article, versions: Sequence[Article], crumbs: Sequence[Crumb], page: Page
) -> Told | None:
    if not is_for_everybody(article):
        return None
    url = article_url(article.slug)
    publisher = {"@type": "Organization", "name": page.brand.name, "url": settings.BASE_URL}
    said: dict[str, Any] = {
        "@type": "Article",
        "headline": article.title,
        "description": article.lead,
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": article.published_at.isoformat() if article.published_at else "",
        "dateModified": article.changed_at.isoformat(),
        "author": publisher,
        "publisher": publisher,
    }
    if article.language:
        said["inLanguage"] = article.language
    trail = _trail([*crumbs, Crumb(article.title, reverse("help:article", kwargs={"slug": article.slug}))])
    return Told(
        url=url,
        title=article.title,
        description=article.lead,
        kind="article",
        alternates=alternates_of(versions),
        data=_element([said, trail]),
    )


def told_of_list(url: str, title: str, crumbs: Sequence[Crumb]) -> Told:
    return Told(url=url, title=title, data=_element([_trail(crumbs)]) if crumbs else None)


def _trail(crumbs: Sequence[Crumb]) -> dict[str, Any]:
    places = [
        {
            "@type": "ListItem",
            "position": place,
            "name": crumb.name,
            "item": f"{settings.BASE_URL}{crumb.url}",
        }
        for place, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def _element(graph: Sequence[dict[str, Any]]) -> Markup:
    """Data, no script: browsers run nothing in it, and our policy needs no exception for it."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return Markup(f'<script type="application/ld+json">{text.translate(_ESCAPED)}</script>')
