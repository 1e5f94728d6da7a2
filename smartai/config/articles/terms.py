"""One text, said for the product and for a folder: they differ in where its own files are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urljoin

from smartai.config.articles.attached import Attached, first_by_content, is_beside
from smartai.core.knowledge.models import Article, ArticleFile
from smartai.foundation.files.models import StoredState
from smartai.lib.article_html import own_file_key
from smartai.lib.destinations import destinations, with_destinations

Files = Mapping[str, ArticleFile]
"""Of an article in all its languages, by key."""


def files_by_family() -> dict[int, dict[str, ArticleFile]]:
    """By the key of the article that was written first. One statement."""
    rows = ArticleFile.objects.exclude(article=None).filter(file__state=StoredState.KEPT)
    found: dict[int, dict[str, ArticleFile]] = {}
    for row in rows.select_related("file", "article"):
        if row.article:
            found.setdefault(family_of(row.article), {})[row.file.key] = row
    return found


def family_of(article: Article) -> int:
    return article.original_id or article.pk


def for_folder(text: str, slug: str, places: Callable[[str], str]) -> str:
    """Where ``places`` knows none, what the folder would take for a file of its own becomes a whole address,
    as it is on the article's page.
    """
    seen = destinations(text)

    def replaced(address: str) -> str:
        place = places(address)
        if not place and is_beside(address, seen[address]):
            return urljoin(f"/help/{slug}/", address)
        return place

    return with_destinations(text, replaced)


def of_product(text: str, slug: str, files: Files, attached: Mapping[str, Attached]) -> str:
    """The product's text as the folder would say it, whose article shows ``attached``."""
    said = first_by_content(attached)

    def place(address: str) -> str:
        file = files.get(own_file_key(address))
        return said.get(file.file.sha256, "") if file else ""

    return for_folder(text, slug, place)


def of_folder(text: str, slug: str, attached: Mapping[str, Attached]) -> str:
    """The folder's text, each content by one name."""
    said = first_by_content(attached)
    return for_folder(
        text, slug, lambda address: said[attached[address].sha256] if address in attached else ""
    )


def for_product(text: str, files: Iterable[ArticleFile], attached: Mapping[str, Attached]) -> str:
    """The folder's text as the product keeps it."""
    addresses = {one.file.sha256: one.address for one in files}
    return with_destinations(
        text, lambda address: addresses.get(attached[address].sha256, "") if address in attached else ""
    )
