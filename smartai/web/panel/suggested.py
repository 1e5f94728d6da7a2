"""Articles beside the form and on the first page of a frame."""

from __future__ import annotations

from smartai.core.knowledge.models import Article
from smartai.core.knowledge.reads import articles_named, newest_articles
from smartai.core.workspace.choices import choices
from smartai.web.ui.carried import carried_by
from smartai.web.ui.visitors import VisitorRequest


def suggested_articles(request: VisitorRequest) -> list[Article]:
    """Those that the site around a panel names for its page, else the newest; none where help is hidden."""
    if not choices().panel.show_help:
        return []
    named = request.GET.get("suggest", "")[:500] if carried_by(request) else ""
    return (articles_named(named.split(",")) if named else []) or newest_articles()
