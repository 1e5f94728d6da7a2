from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import Article
from smartai.foundation.accounts.actors import Actor
from smartai.lib.text import one_line
from smartai.web.help.caching import shared
from smartai.web.help.frame import help_frame
from smartai.web.help.machines import absolute, told_of_list
from smartai.web.help.shelves import articles_for, shelves
from smartai.web.help.views.searches import LONGEST, results
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest

POPULAR: Final = 6
WITHOUT_CATEGORY: Final = 8


@open_to(Entry.ANYONE)
@shared
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    """Popular articles and all categories, in four statements; or what is found for the words asked."""
    if query := one_line(request.GET.get("q", ""))[:LONGEST]:
        return results(request, query)
    by, language = request.visitor.actor, get_language() or ""
    page = panel_page(request, "help")
    popular = _popular(by, language)
    context = {
        **help_frame(request, page, told_of_list(absolute("help:home"), page.labels["help_articles"], [])),
        "popular": popular,
        "is_popular": bool(popular and popular[0].answered),
        "shelves": shelves(by, language),
        "loose": articles_for(by, language)
        .filter(category=None)
        .order_by("position", "pk")[:WITHOUT_CATEGORY],
    }
    return render(request, "help/home.html", context)


def _popular(by: Actor, language: str) -> list[Article]:
    """What spared most requests; where nothing did yet, what was changed last."""
    order = ("-answered", "-changed_at")
    keys = articles_for(by, language).order_by(*order).values("pk")[:POPULAR]  # without their text
    rows = Article.objects.visible_to(by).filter(pk__in=keys).order_by(*order)
    found = list(rows.only("slug", "title", "language", "answered"))
    return [one for one in found if one.answered] or found
