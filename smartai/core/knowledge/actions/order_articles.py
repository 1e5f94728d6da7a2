from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from smartai.core.knowledge.errors import NotBesideEachOther
from smartai.core.knowledge.events import ArticlesOrdered
from smartai.core.knowledge.models import Article
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.ordering import in_new_order


@transaction.atomic
def order_articles(articles: Sequence[Article], *, by: Actor) -> None:
    """Puts articles of one category (or of none) into this order, in the places that they have together.

    The category's others stay where they are, and translations stand where their originals do. Costs a read
    of the category's positions and a write of those that change. Raises ``NotBesideEachOther``, also for a
    translation.
    """
    require(is_agent(by))
    if not articles:
        return
    category = articles[0].category
    order = [article.pk for article in articles]
    beside = Article.objects.visible_to(by).filter(category=category, original=None)
    rows = list(beside.select_for_update(of=("self",)).in_order().only("pk", "position"))
    if not {row.pk for row in rows}.issuperset(order):
        raise NotBesideEachOther
    before = [row.pk for row in rows if row.pk in order]
    changed = []
    for row, place in in_new_order(rows, order):
        row.position = place
        changed.append(row)
    Article.objects.bulk_update(changed, ["position"], batch_size=500)
    _take_along(changed)
    if before != order:
        fact = ArticlesOrdered(
            category_id=category.pk if category else 0, name=category.name if category else "",
            before=before, after=order,
        )  # fmt: skip
        record(fact, by=by)


def _take_along(originals: Sequence[Article]) -> None:
    places = {original.pk: original.position for original in originals}
    translations = list(Article.objects.filter(original__in=places).only("original_id", "position"))
    for translation in translations:
        translation.position = places[translation.original_id or 0]
    Article.objects.bulk_update(translations, ["position"], batch_size=500)
