"""The categories as somebody sees them: with how many articles they may read in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from smartai.core.knowledge.models import Article, Category
from smartai.foundation.accounts.actors import Actor

MOST: Final = 300
"""Categories that are looked at: more are no order any more."""


@dataclass
class Shelf:
    """``count`` includes what stands on the shelves of the second level."""

    category: Category
    count: int = 0
    below: list[Shelf] = field(default_factory=list)


def articles_for(actor: Actor, language: str) -> QuerySet[Article]:
    """What ``actor`` may read now, each article once."""
    return Article.objects.visible_to(actor).current().once(language)


def shelves(actor: Actor, language: str) -> list[Shelf]:
    """The first level in order, without what is empty for ``actor``. Two statements."""
    # Not by the column itself: SQLite would go through the articles by category then, and read all of each.
    placed = articles_for(actor, language).order_by().annotate(shelf=Coalesce("category", 0))
    counted: dict[int, int] = dict(placed.values_list("shelf").annotate(found=Count("pk")))
    known = {one.pk: Shelf(one, counted.get(one.pk, 0)) for one in Category.objects.all()[:MOST]}
    for shelf in known.values():
        if shelf.count and (above := known.get(shelf.category.parent_id or 0)):
            above.below.append(shelf)
            above.count += shelf.count
    return [one for one in known.values() if one.count and one.category.parent_id is None]
