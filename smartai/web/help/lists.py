from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet

from smartai.core.knowledge.models import Article
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

AT_ONCE: Final = 30
SHOWN: Final = (
    "slug", "title", "lead", "language", "position", "changed_at", "status", "published_at", "audience",
)  # fmt: skip


def listed(
    request: VisitorRequest, articles: QuerySet[Article], order: Sequence[str]
) -> tuple[list[Article], str]:
    """The part of a list that is asked for, and the address of the next one. One statement."""
    after = request.GET.get("after", "")[:200]
    found, next_after = page_of(articles.only(*SHOWN), order=order, after=after, size=AT_ONCE)
    return found, f"{request.path}?{urlencode({'after': next_after})}" if next_after else ""
