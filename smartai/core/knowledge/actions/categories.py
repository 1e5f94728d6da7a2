from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from smartai.core.knowledge.errors import AddressTaken, CategoryNameTaken, NotBesideEachOther, TooDeep
from smartai.core.knowledge.events import CategoriesOrdered, CategoryChanged, CategoryRemoved
from smartai.core.knowledge.models import Article, ArticleLink, Category, FormerCategoryAddress
from smartai.core.knowledge.told import told_of
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.article_links import CATEGORIES
from smartai.lib.ordering import in_new_order
from smartai.lib.text import one_line

LONGEST_NAME = 80


class CategoryValues(TypedDict, total=False):
    """What of a category is given; the rest stays. An empty ``slug`` keeps the address."""

    name: str
    names: Mapping[str, str]
    slug: str
    parent: Category | None


@transaction.atomic
def change_category(category: Category, *, by: Actor, **values: Unpack[CategoryValues]) -> Category:
    """Names, moves or addresses a category anew. Under another parent it comes last.

    Old addresses go on leading to it. Raises ``CategoryNameTaken``, ``AddressTaken``, ``TooDeep`` (two levels
    are all: what has children goes under nothing, and nothing goes under what has a parent).
    """
    require(is_agent(by))
    category = Category.objects.select_for_update().get(pk=category.pk)
    found = told_of(category)
    category.name = one_line(values.get("name", category.name))[:LONGEST_NAME] or category.name
    named = {
        code: one_line(name)[:LONGEST_NAME] for code, name in values.get("names", category.names).items()
    }
    category.names = {code: name for code, name in named.items() if name}
    _place(category, values.get("parent", category.parent))
    former = _address(category, slugify(values.get("slug", ""))[:100])
    if _beside(category).filter(name=category.name).exists():
        raise CategoryNameTaken
    category.save()
    look_at_links_to(category)
    if former:
        FormerCategoryAddress.objects.get_or_create(slug=former, defaults={"category": category})
    before, after = differing(found, told_of(category))
    if after:
        fact = CategoryChanged(category_id=category.pk, name=category.name, before=before, after=after)
        record(fact, by=by)
    return category


@transaction.atomic
def order_categories(categories: Sequence[Category], *, by: Actor) -> None:
    """Puts categories of one parent into this order, in the places that they have together.

    Those of the parent that are not among them stay where they are. Raises ``NotBesideEachOther``.
    """
    require(is_agent(by))
    if not categories:
        return
    parent = categories[0].parent
    order = [category.pk for category in categories]
    rows = list(Category.objects.select_for_update().filter(parent=parent).order_by("position", "name"))
    if not {row.pk for row in rows}.issuperset(order):
        raise NotBesideEachOther
    before = [row.pk for row in rows if row.pk in order]
    for row, place in in_new_order(rows, order):
        row.position = place
        row.save(update_fields=["position"])
    if before != order:
        fact = CategoriesOrdered(
            category_id=parent.pk if parent else 0, name=parent.name if parent else "",
            before=before, after=order,
        )  # fmt: skip
        record(fact, by=by)


@transaction.atomic
def remove_category(
    category: Category, *, by: Actor, into: Category | None, children_into: Category | None
) -> int:
    """Removes a category; its articles go ``into`` another, or into none, behind what is there.

    Its subcategories go under ``children_into``, or on top. Its address leads on to ``into``. Returns how
    many articles were moved. Raises ``CategoryNameTaken`` when a subcategory would stand beside one of its
    name, ``TooDeep``, and ``NotBesideEachOther`` when anything would go into what is removed.
    """
    require(is_agent(by))
    if category in (into, children_into):
        raise NotBesideEachOther
    category = Category.objects.select_for_update().get(pk=category.pk)
    held = category.children.exists() or category.former_addresses.exists()
    for child in category.children.order_by("position", "name"):
        change_category(child, by=by, parent=children_into)
    moved = _move_articles(category, into)
    if into:
        FormerCategoryAddress.objects.filter(category=category).update(category=into)
    whole = {} if held or moved or into else {**told_of(category), "position": category.position}
    fact = CategoryRemoved(
        category_id=category.pk, name=category.name, into=into.name if into else "", articles=moved,
        before=whole,
    )  # fmt: skip
    record(fact, by=by)
    look_at_links_to(category)
    category.delete()
    if into:
        FormerCategoryAddress.objects.get_or_create(slug=category.slug, defaults={"category": into})
    return moved


def look_at_links_to(category: Category) -> None:
    """Links to its addresses are checked anew by the worker."""
    addresses = [category.slug, *category.former_addresses.values_list("slug", flat=True)]
    links = ArticleLink.objects.filter(slug__in=[f"{CATEGORIES}{slug}" for slug in addresses])
    links.update(check_at=timezone.now())


def last_position(category: Category | None) -> int:
    """Of the articles in it; 0 when there is none."""
    last = Article.objects.filter(category=category).aggregate(last=Max("position"))["last"]
    return last or 0


def _place(category: Category, parent: Category | None) -> None:
    if parent and (parent.parent_id or parent.pk == category.pk or category.children.exists()):
        raise TooDeep
    if parent == category.parent:
        return
    category.parent = parent
    last = Category.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    category.position = 0 if last is None else last + 1


def _address(category: Category, slug: str) -> str:
    """Sets the slug; returns the one that it had before, if that is another."""
    if not slug or slug == category.slug:
        return ""
    own = FormerCategoryAddress.objects.filter(slug=slug)
    if (
        Category.objects.filter(slug=slug).exclude(pk=category.pk).exists()
        or own.exclude(category=category).exists()
    ):
        raise AddressTaken
    own.delete()
    former, category.slug = category.slug, slug
    return former


def _beside(category: Category) -> QuerySet[Category]:
    return Category.objects.filter(parent=category.parent).exclude(pk=category.pk)


def _move_articles(category: Category, into: Category | None) -> int:
    """In their order, behind what is there."""
    articles = list(category.articles.in_order().only("pk", "position"))
    last = last_position(into)
    for place, article in enumerate(articles, last + 1):
        article.category, article.position = into, place
    Article.objects.bulk_update(articles, ["category", "position"], batch_size=500)
    return len(articles)
