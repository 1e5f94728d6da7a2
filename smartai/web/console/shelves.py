"""The categories of help articles as a tree, in their order, and what a page of it shows of many articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language, gettext

from smartai.core.knowledge.models import Article, Category
from smartai.lib.paging import Pages

SIZE: Final = 100
"""Articles on a page."""
LONG_COLUMNS: Final = ("text", "html", "plain", "anchors", "lead")


@dataclass(frozen=True)
class Shelf:
    """A category where it stands; ``category`` is None for what lies in none."""

    category: Category | None
    children: tuple[Shelf, ...] = ()

    @property
    def pk(self) -> int | None:
        return self.category.pk if self.category else None

    @property
    def name(self) -> str:
        """With the one above it, in the reader's language."""
        if self.category is None:
            return gettext("Without a category")
        name = self.category.name_in(get_language() or "")
        above = self.category.parent
        return f"{above.name_in(get_language() or '')} › {name}" if above else name


NOWHERE: Final = Shelf(None)


def shelves() -> list[Shelf]:
    """Those on top, with theirs under them. One statement."""
    under: dict[int | None, list[Category]] = defaultdict(list)
    rows = list(Category.objects.order_by("position", "name"))
    by_key = {row.pk: row for row in rows}
    for row in rows:
        if row.parent_id:
            row.parent = by_key[row.parent_id]
        under[row.parent_id].append(row)
    return [Shelf(row, tuple(Shelf(child) for child in under[row.pk])) for row in under[None]]


def in_order(tree: Sequence[Shelf]) -> Iterator[Shelf]:
    """Every shelf from top to bottom, and what lies in none as the last."""
    for shelf in tree:
        yield shelf
        yield from shelf.children
    yield NOWHERE


@dataclass(frozen=True)
class Row:
    """Articles of a shelf on this page; ``count`` is of all that are wanted there."""

    shelf: Shelf
    count: int
    articles: list[Article]


def count_by_shelf(articles: QuerySet[Article]) -> dict[int | None, int]:
    """By key of the category. One statement, answered by an index."""
    rows = articles.order_by().values_list("category_id").annotate(n=Count("pk"))
    return dict(rows)


def page_of_shelves(
    articles: QuerySet[Article], tree: Sequence[Shelf], number: int
) -> tuple[list[Row], Pages]:
    """Page ``number`` of the articles as they stand on the shelves. Three statements."""
    counts = count_by_shelf(articles)
    standing = [shelf for shelf in in_order(tree) if counts.get(shelf.pk)]
    pages = Pages.of(number, sum(counts.values()), SIZE)
    touched, before = _touched(standing, counts, pages)
    keys = _keys(articles, touched, pages.start - before)
    rows = {article.pk: article for article in with_glance(Article.objects.filter(pk__in=keys))}
    shown = [rows[key] for key in keys if key in rows]
    by_key = {shelf.pk: shelf for shelf in touched}
    groups = groupby(shown, key=lambda article: article.category_id)
    return [Row(by_key[key], counts[key], list(group)) for key, group in groups], pages


def with_glance(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With all that a row shows, and without the long texts."""
    return articles.defer(*LONG_COLUMNS).select_related("owner", "organisation", "category")


def _touched(
    standing: Sequence[Shelf], counts: dict[int | None, int], pages: Pages
) -> tuple[list[Shelf], int]:
    """The shelves that a page shows something of, and how many articles stand before the first of them."""
    touched: list[Shelf] = []
    first = place = 0
    for shelf in standing:
        end = place + counts[shelf.pk]
        if place < pages.start + SIZE and end > pages.start:
            first = first if touched else place
            touched.append(shelf)
        place = end
    return touched, first


def _keys(articles: QuerySet[Article], touched: Sequence[Shelf], skipped: int) -> list[int]:
    """In their order. An index has all that this reads: the long texts are not passed over."""
    if not touched:
        return []
    ranks = [When(_on(shelf), then=Value(rank)) for rank, shelf in enumerate(touched)]
    on_them = Q()
    for shelf in touched:
        on_them |= _on(shelf)
    rank = Case(*ranks, output_field=IntegerField())
    rows = articles.filter(on_them).order_by(rank, "position", "pk")
    return list(rows.values_list("pk", flat=True)[skipped : skipped + SIZE])


def _on(shelf: Shelf) -> Q:
    return Q(category=shelf.pk) if shelf.pk else Q(category__isnull=True)
