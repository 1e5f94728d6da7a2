"""What search engines may know of: articles that everybody may read, in all their languages."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from io import StringIO
from typing import Final
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import Article
from smartai.foundation.accounts.actors import NOBODY
from smartai.web.help.caching import answer_machines
from smartai.web.help.machines import absolute, article_url
from smartai.web.help.shelves import Shelf, shelves
from smartai.web.ui.entry import Entry, open_to

AT_ONCE: Final = 45_000
"""Articles of one file: the protocol allows 50,000 addresses, and the first file has the categories too."""
FILE_NUMBER: Final = re.compile("[1-9][0-9]{0,3}")
NAMESPACES: Final = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
SHUT: Final = (
    "/desk/", "/outbox/", "/preview/", "/support/link/", "/support/sign-in/", "/support/requests/",
    "/help/search/",
)  # fmt: skip
Row = tuple[int, str, datetime, str, int | None]
"""Key, slug, last change, language, key of the original."""


@open_to(Entry.MACHINE)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The whole sitemap, or the list of its files when one is not enough: ``?file=1`` is the first."""
    number = request.GET.get("file", "")
    if not number:
        return answer_machines(request, _whole)
    if not FILE_NUMBER.fullmatch(number) or int(number) > _files():
        raise Http404
    return answer_machines(request, lambda: _addresses(int(number)))


@open_to(Entry.MACHINE)
@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """Help is for everybody; what belongs to one person is no page for a search engine."""
    shut = [f"Disallow: {path}" for path in SHUT]
    lines = ["User-agent: *", *shut, "", f"Sitemap: {absolute('help:sitemap')}"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _files() -> int:
    return max(1, -(-Article.objects.for_everybody(timezone.now()).count() // AT_ONCE))


def _whole() -> HttpResponse:
    files = _files()
    if files == 1:
        return _addresses(1)
    out, xml = _begun("sitemapindex")
    for number in range(1, files + 1):
        xml.startElement("sitemap", AttributesImpl({}))
        xml.addQuickElement("loc", f"{absolute('help:sitemap')}?file={number}")
        xml.endElement("sitemap")
    return _ended(out, xml, "sitemapindex")


def _addresses(number: int) -> HttpResponse:
    out, xml = _begun("urlset")
    if number == 1:
        for url in [absolute("help:home"), *_category_urls(shelves(NOBODY, settings.LANGUAGE_CODE))]:
            _address(xml, url)
    rows = _rows(number)
    versions = _versions(rows)
    for key, slug, changed_at, _language, original in rows:
        _address(xml, article_url(slug), changed_at, versions.get(original or key, {}))
    return _ended(out, xml, "urlset")


def _category_urls(found: list[Shelf]) -> list[str]:
    own = [absolute("help:category", slug=shelf.category.slug) for shelf in found]
    return own + [url for shelf in found for url in _category_urls(shelf.below)]


def _rows(number: int) -> list[Row]:
    rows = Article.objects.for_everybody(timezone.now()).order_by("pk")
    values = rows.values_list("pk", "slug", "changed_at", "language", "original")
    return list(values[(number - 1) * AT_ONCE : number * AT_ONCE])


def _versions(rows: list[Row]) -> dict[int, dict[str, str]]:
    """The addresses by language of what is there in several, by the key of the original. One statement."""
    if not rows:
        return {}
    first, last = rows[0][0], rows[-1][0]
    public = Article.objects.for_everybody(timezone.now())
    translated = public.filter(original__isnull=False).order_by()
    concerned = translated.filter(
        Q(pk__range=(first, last)) | Q(original__gte=first, original__lte=last)
    ).values("original")
    found: dict[int, dict[str, str]] = defaultdict(dict)
    named = public.filter(Q(pk__in=concerned) | Q(original__in=concerned)).exclude(language="")
    for key, original, language, slug in named.values_list("pk", "original", "language", "slug"):
        found[original or key][language] = article_url(slug)
    return {key: urls for key, urls in found.items() if len(urls) > 1}


def _address(
    xml: SimplerXMLGenerator,
    url: str,
    changed_at: datetime | None = None,
    versions: dict[str, str] | None = None,
) -> None:
    xml.startElement("url", AttributesImpl({}))
    xml.addQuickElement("loc", url)
    if changed_at:
        xml.addQuickElement("lastmod", changed_at.isoformat(timespec="seconds"))
    for language, version in sorted((versions or {}).items()):
        xml.addQuickElement("xhtml:link", None, {"rel": "alternate", "hreflang": language, "href": version})
    xml.endElement("url")


def _begun(root: str) -> tuple[StringIO, SimplerXMLGenerator]:
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(NAMESPACES))
    return out, xml


def _ended(out: StringIO, xml: SimplerXMLGenerator, root: str) -> HttpResponse:
    xml.endElement(root)
    xml.endDocument()
    return HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8")
