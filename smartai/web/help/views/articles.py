from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import Article
from smartai.core.knowledge.search import find_articles
from smartai.lib.text import one_line
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest

MOST = 200  # articles on one page


@open_to(Entry.ANYONE)
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    """All articles by section (two statements), or those that answer what is asked for, the best first."""
    query = one_line(request.GET.get("q", ""))[:200]
    by = request.visitor.actor
    context = {
        "page": panel_page(request, "help"),
        "query": query,
        "found": find_articles(query, by=by, language=get_language() or "") if query else [],
        "sections": {} if query else _by_section(Article.objects.visible_to(by).published()),
    }
    return render(request, "help/home.html", context)


def _by_section(articles: QuerySet[Article]) -> dict[str, list[Article]]:
    sections: dict[str, list[Article]] = defaultdict(list)
    for article in articles.select_related("section").order_by("section__position", "title")[:MOST]:
        sections[article.section.name if article.section else gettext("More")].append(article)
    return dict(sections)


@open_to(Entry.ANYONE)
@require_safe
def show(request: VisitorRequest, slug: str) -> HttpResponse:
    """Drafts are for the team; everybody else gets the 404."""
    visible = Article.objects.visible_to(request.visitor.actor).select_related("section")
    article = get_object_or_404(visible, slug=slug)
    beside = Article.objects.published().filter(section=article.section).exclude(pk=article.pk)
    context = {
        "page": panel_page(request, "help"),
        "article": article,
        "beside": beside.only("slug", "title").order_by("title")[:6],
    }
    return render(request, "help/article.html", context)
