from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import FormerCategoryAddress
from smartai.web.help.breadcrumbs import crumbs_to
from smartai.web.help.caching import shared
from smartai.web.help.frame import help_frame
from smartai.web.help.lists import listed
from smartai.web.help.machines import absolute, told_of_list
from smartai.web.help.shelves import Shelf, articles_for, shelves
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@shared
@require_safe
def show(request: VisitorRequest, slug: str) -> HttpResponse:
    """A category without anything to read is not there: three statements for any other, however large.

    An address that one had leads on to it.
    """
    by, language = request.visitor.actor, get_language() or ""
    found = shelves(by, language)
    shelf = _shelf(found, slug)
    if shelf is None:
        former = FormerCategoryAddress.objects.filter(slug=slug).select_related("category").first()
        if former is None or _shelf(found, former.category.slug) is None:
            raise Http404
        return redirect("help:category", slug=former.category.slug, permanent=True)
    category, page = shelf.category, panel_page(request, "help")
    articles, more = listed(request, articles_for(by, language).filter(category=category), ("position", "id"))
    crumbs, name = crumbs_to(category, page), category.name_in(language)
    told = told_of_list(absolute("help:category", slug=slug), name, crumbs)
    context = {
        **help_frame(request, page, told if "after" not in request.GET else None),
        "name": name,
        "crumbs": crumbs[:-1],
        "below": shelf.below,
        "articles": articles,
        "more": more,
    }
    return render(request, "help/category.html", context)


def _shelf(found: list[Shelf], slug: str) -> Shelf | None:
    """One of either level, its category with its parent."""
    for shelf in found:
        if shelf.category.slug == slug:
            return shelf
        for below in shelf.below:
            if below.category.slug == slug:
                below.category.parent = shelf.category
                return below
    return None
