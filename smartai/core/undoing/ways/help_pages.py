"""Categories of help articles, orders, and questions that were put away: agents keep them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from smartai.core.helpfulness.actions import dismiss_question, restore_question
from smartai.core.helpfulness.events import QuestionDismissed, QuestionRestored
from smartai.core.helpfulness.models import MissedSearch
from smartai.core.knowledge.actions import (
    change_category,
    order_articles,
    order_categories,
    remake_category,
    remove_category,
)
from smartai.core.knowledge.errors import AddressTaken, CategoryNameTaken, NotBesideEachOther, TooDeep
from smartai.core.knowledge.events import (
    ArticlesOrdered,
    CategoriesOrdered,
    CategoryChanged,
    CategoryCreated,
    CategoryRemoved,
)
from smartai.core.knowledge.models import Article, Category
from smartai.core.knowledge.told import told_of
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import (
    Undoing,
    former_order,
    held,
    one_at_a_time,
    still,
    tells_after,
    unused,
)
from smartai.core.workspace.policies import is_agent
from smartai.foundation.accounts.actors import Actor

GONE_ELSEWHERE = _("What it held was sent elsewhere, so there is no Undo.")


def undo_created(fact: CategoryCreated, *, by: Actor) -> None:
    category = held(Category.objects.all(), fact.category_id)
    still({"name": category.name}, {"name": fact.name})
    articles, children = category.articles.count(), category.children.count()
    addresses = category.former_addresses.count()
    unused(
        (articles, ngettext("%(n)d article", "%(n)d articles", articles)),
        (children, ngettext("%(n)d category", "%(n)d categories", children)),
        (addresses, ngettext("%(n)d former address", "%(n)d former addresses", addresses)),
    )
    remove_category(category, by=by, into=None, children_into=None)


def undo_changed(fact: CategoryChanged, *, by: Actor) -> None:
    category = held(Category.objects.all(), fact.category_id)
    still(told_of(category), fact.after)
    values = {**told_of(category), **fact.before}
    parent = Category.objects.filter(pk=values.pop("parent")).first()
    if fact.before.get("parent") and parent is None:
        raise UndoRefused(gettext("The category that it was in is not there any more."))
    with _its_place_free():
        change_category(category, by=by, parent=parent, **values)


def undo_removed(fact: CategoryRemoved, *, by: Actor) -> None:
    one_at_a_time()
    with _its_place_free():
        remake_category(fact.before, by=by)


def undo_categories_ordered(fact: CategoriesOrdered, *, by: Actor) -> None:
    rows = Category.objects.select_for_update().filter(parent=fact.category_id or None)
    by_key = {row.pk: row for row in rows.order_by("position", "name")}
    order_categories([by_key[key] for key in former_order([*by_key], fact.before, fact.after)], by=by)


def undo_articles_ordered(fact: ArticlesOrdered, *, by: Actor) -> None:
    beside = Article.objects.visible_to(by).filter(category=fact.category_id or None, original=None)
    rows = beside.select_for_update(of=("self",)).in_order().only("pk", "position", "category")
    by_key = {row.pk: row for row in rows}
    order_articles([by_key[key] for key in former_order([*by_key], fact.before, fact.after)], by=by)


def undo_dismissed(fact: QuestionDismissed, *, by: Actor) -> None:
    question = held(MissedSearch.objects.visible_to(by), fact.missed_id)
    still({"archived": question.dismissed_at is not None}, {"archived": True})
    restore_question(question, by=by)


def undo_restored(fact: QuestionRestored, *, by: Actor) -> None:
    question = held(MissedSearch.objects.visible_to(by), fact.missed_id)
    still({"archived": question.dismissed_at is not None}, {"archived": False})
    dismiss_question(question, by=by)


@contextmanager
def _its_place_free() -> Iterator[None]:
    try:
        yield
    except CategoryNameTaken as taken:
        raise UndoRefused(gettext("There is a category of this name already.")) from taken
    except AddressTaken as taken:
        raise UndoRefused(gettext("Another category has this address, or had it.")) from taken
    except (TooDeep, NotBesideEachOther) as deep:
        raise UndoRefused(gettext("There are two levels of categories.")) from deep


def _tells_all(fact: CategoryRemoved) -> bool:
    return bool(fact.before)


WAYS = (
    Undoing(CategoryCreated, undo_created, ("category_id",), keepers=is_agent),
    Undoing(CategoryChanged, undo_changed, ("category_id",), keepers=is_agent, told=tells_after),
    Undoing(
        CategoryRemoved, undo_removed, ("category_id",), keepers=is_agent, told=_tells_all,
        instead=GONE_ELSEWHERE,
    ),
    Undoing(
        CategoriesOrdered, undo_categories_ordered, ("category_id",), keepers=is_agent, told=tells_after
    ),
    Undoing(ArticlesOrdered, undo_articles_ordered, ("category_id",), keepers=is_agent, told=tells_after),
    Undoing(QuestionDismissed, undo_dismissed, ("missed_id",), keepers=is_agent),
    Undoing(QuestionRestored, undo_restored, ("missed_id",), keepers=is_agent),
)  # fmt: skip
