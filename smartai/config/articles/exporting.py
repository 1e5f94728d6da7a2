"""Articles of the product, written as files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from smartai.config.articles.attached import read_attached
from smartai.config.articles.files_out import FilesOut
from smartai.config.articles.folder import Folder, write_file
from smartai.config.articles.plan import known_articles
from smartai.config.articles.terms import family_of, files_by_family, for_folder
from smartai.config.articles.written import Written
from smartai.core.knowledge.models import Article
from smartai.lib.article_html import own_file_key

_HARMLESS: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass
class Exported:
    files: FilesOut
    written: int = 0
    unchanged: int = 0
    left: int = 0
    """Files of articles that the product does not know; they stay."""


def export_to(folder: Folder, told: Callable[[], None]) -> Exported:
    """Writes every article, also drafts and archived ones, and the files that their texts lead to.

    An article that the folder has a file of is written there, wherever that is; others get
    ``category/slug.language.md``. Nothing is removed. ``told`` hears of each. Raises ``OSError``.
    """
    known, files, beside = known_articles(), files_by_family(), read_attached(folder)
    places = {written.slug: path for path, written in folder.articles.items()}
    out = FilesOut(folder.root)
    exported = Exported(out, left=len(places.keys() - known.keys()))
    for slug, article in known.items():
        path = places.get(slug) or path_of(article)
        written = Written.of_article(article)
        own = files.get(family_of(article), {})
        addresses = out.write(path, written.text, own, beside.of.get(path, {}))
        text = for_folder(written.text, slug, partial(_place, addresses))
        if write_file(folder.root, path, replace(written, text=text).as_file()):
            exported.written += 1
        else:
            exported.unchanged += 1
        told()
    return exported


def _place(addresses: Mapping[str, str], address: str) -> str:
    return addresses.get(own_file_key(address), "")


def path_of(article: Article) -> str:
    """Made of what can't lead out of the folder, whatever the rows say."""
    category = article.category
    parts = [
        _harmless(one.slug, f"category-{one.pk}")
        for one in (category.parent if category else None, category)
        if one
    ]
    language = _harmless(article.language.lower(), "")
    name = _harmless(article.slug, f"article-{article.pk}")
    return "/".join([*parts, f"{name}.{language}.md" if language else f"{name}.md"])


def _harmless(part: str, instead: str) -> str:
    return part if _HARMLESS.fullmatch(part) else instead
