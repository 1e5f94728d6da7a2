from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartai.core.knowledge.search import FoundArticle, find_articles
from smartai.lib.text import one_line
from smartai.web.help.caching import shared
from smartai.web.help.frame import help_frame
from smartai.web.help.spelling import meant
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.languages import is_same
from smartai.web.ui.visitors import VisitorRequest

LONGEST: Final = 200
"""Characters that are searched for."""
MOST: Final = 20
WHILE_TYPING: Final = 4
SHORTEST: Final = 2


def results(request: VisitorRequest, query: str) -> HttpResponse:
    """The best ``MOST``, each article in one language; or a way to ask us, with the words taken along."""
    language = get_language() or ""
    all_found = find_articles(query, by=request.visitor.actor, language=language, most=MOST)
    found = _once(all_found, language)
    context = {
        **help_frame(request, panel_page(request, "help")),
        "query": query,
        "found": found,
        "is_all": len(all_found) < MOST,
        "meant": meant(query, found),
        "write_url": f"{reverse('panel:new')}?{urlencode({'title': query})}",
    }
    return render(request, "help/results.html", context)


@open_to(Entry.ANYONE)
@shared
@require_safe
def typing(request: VisitorRequest) -> HttpResponse:
    """A few links while somebody types, for the script of the search field; 204 for none."""
    query, language = one_line(request.GET.get("q", ""))[:LONGEST], get_language() or ""
    if len(query) < SHORTEST:
        return HttpResponse(status=204)
    by = request.visitor.actor
    found = find_articles(query, by=by, language=language, most=2 * WHILE_TYPING, typing=True)
    shown = _once(found, language)[:WHILE_TYPING]
    return render(request, "help/typing.html", {"found": shown}) if shown else HttpResponse(status=204)


def _once(found: Sequence[FoundArticle], language: str) -> list[FoundArticle]:
    """What was found in several languages stands in the place of the best, in the reader's if it can."""
    by_first: dict[int, FoundArticle] = {}
    for one in found:
        first = one.article.original_id or one.article.pk
        if first not in by_first or is_same(one.article.language, language):
            by_first[first] = one
    return list(by_first.values())
