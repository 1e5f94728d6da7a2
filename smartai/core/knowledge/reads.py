"""The reads that every page with help beside it makes; their SQL is built once a process."""

from __future__ import annotations

from smartai.core.knowledge.models import Article
from smartai.foundation.database.prepared import Prepared

BESIDE = 4

_newest = Prepared(
    lambda: Article.objects.published().only("slug", "title", "lead").order_by("-changed_at", "-pk")[:BESIDE]
)


def newest_articles() -> list[Article]:
    """Address, title and lead of the published articles that were changed last, at most ``BESIDE``."""
    return _newest.all()
