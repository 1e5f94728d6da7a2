from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from smartai.core.knowledge.actions.categories import look_at_links_to
from smartai.core.knowledge.errors import AddressTaken, CategoryNameTaken, TooDeep
from smartai.core.knowledge.events import CategoryCreated
from smartai.core.knowledge.models import Category, FormerCategoryAddress
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def make_category(name: str, *, by: Actor, parent: Category | None = None) -> Category:
    """The category of this name, made when it is not there. Raises ``TooDeep`` under a second level."""
    require(is_agent(by))
    name = one_line(name)[:80]
    if parent and parent.parent_id:
        raise TooDeep
    if found := Category.objects.filter(parent=parent, name=name).first():
        return found
    last = Category.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    category = Category.objects.create(
        name=name, parent=parent, slug=_free_slug(name), position=0 if last is None else last + 1
    )
    look_at_links_to(category)
    record(CategoryCreated(category_id=category.pk, name=category.name), by=by)
    return category


@transaction.atomic
def remake_category(told: dict[str, Any], *, by: Actor) -> Category:
    """One that was removed while it was empty, as the fact of it says (see ``told_of``), in its place.

    Raises ``CategoryNameTaken``, ``AddressTaken``, ``TooDeep`` when its parent is gone or has one itself.
    """
    require(is_agent(by))
    parent = Category.objects.select_for_update().filter(pk=told["parent"]).first()
    if told["parent"] and (parent is None or parent.parent_id):
        raise TooDeep
    if Category.objects.filter(parent=parent, name=told["name"]).exists():
        raise CategoryNameTaken
    named = (Category.objects, FormerCategoryAddress.objects)
    if any(row.filter(slug=told["slug"]).exists() for row in named):
        raise AddressTaken
    category = Category.objects.create(
        name=told["name"], names=told["names"], slug=told["slug"], parent=parent, position=told["position"]
    )
    look_at_links_to(category)
    record(CategoryCreated(category_id=category.pk, name=category.name), by=by)
    return category


def _free_slug(name: str) -> str:
    base = slugify(name)[:80] or "category"
    rows = (Category.objects, FormerCategoryAddress.objects)
    taken = {
        slug for row in rows for slug in row.filter(slug__startswith=base).values_list("slug", flat=True)
    }
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )
