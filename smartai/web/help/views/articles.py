from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import Article
from smartai.web.help.beside import neighbours_of, related_to, versions_of
from smartai.web.help.breadcrumbs import crumbs_to
from smartai.web.help.caching import shared
from smartai.web.help.contents import headings_of, minutes_to_read
from smartai.web.help.frame import help_frame
from smartai.web.help.lists import listed
from smartai.web.help.machines import absolute, told_of_article, told_of_list
from smartai.web.help.shelves import articles_for
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.films import lets_play
from smartai.web.ui.frame import panel_page
from smartai.web.ui.languages import is_same, own_name
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@lets_play
@shared
@require_safe
def show(request: VisitorRequest, slug: str) -> HttpResponseBase:
    """An article, in ten statements; an address that it had leads on to it, for whoever may read it.

    What somebody may not read is the same 404 as what is not there, by its old address too.
    """
    visible = Article.objects.visible_to(request.visitor.actor)
    article = visible.select_related("category__parent").filter(slug=slug).first()
    if article is None:
        former = visible.filter(former_addresses__slug=slug).only("slug").first()
        if former is None:
            raise Http404
        return redirect("help:article", slug=former.slug, permanent=True)
    return render(request, "help/article.html", _context(request, article))


def _context(request: VisitorRequest, article: Article) -> dict[str, object]:
    by, language = request.visitor.actor, get_language() or ""
    page = panel_page(request, "help")
    versions, crumbs = versions_of(article, by=by), crumbs_to(article.category, page)
    own = next((one for one in versions if is_same(one.language, language)), None)
    return {
        **help_frame(request, page, told_of_article(article, versions, crumbs, page)),
        "article": article,
        "crumbs": crumbs,
        "headings": headings_of(article.html),
        "minutes": minutes_to_read(article.plain),
        "versions": [(one, own_name(one.language)) for one in versions if one.language],
        "is_foreign": bool(article.language) and not is_same(article.language, language),
        "own_version": own if own and own.pk != article.pk else None,
        "beside": neighbours_of(article, by=by, language=language),
        "related": related_to(article, by=by, language=language),
    }


@open_to(Entry.ANYONE)
@shared
@require_safe
def newest(request: VisitorRequest) -> HttpResponse:
    """All of them, what was changed last first: also what is in no category is in it."""
    by, page = request.visitor.actor, panel_page(request, "help")
    rows = articles_for(by, page.language)
    articles, more = listed(request, rows, ("-changed_at", "-id"))
    name = gettext("All articles")
    told = told_of_list(absolute("help:newest"), name, []) if "after" not in request.GET else None
    context = {
        **help_frame(request, page, told),
        "name": name,
        "crumbs": crumbs_to(None, page),
        "below": [],
        "articles": articles,
        "more": more,
    }
    return render(request, "help/category.html", context)
