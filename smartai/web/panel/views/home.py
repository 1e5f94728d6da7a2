from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from smartai.core.tickets.reads import Standing
from smartai.core.tickets.search.showing import shown_to_customer
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.web.panel.requests_of import OwnRequests
from smartai.web.panel.rows import rows_of
from smartai.web.panel.suggested import suggested_articles
from smartai.web.ui.addresses import url
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import has_home, panel_page
from smartai.web.ui.visitors import VisitorRequest

ARTICLES: Final = 3


@open_to(Entry.ANYONE)
@require_safe
def home(request: VisitorRequest) -> HttpResponseBase:
    """What a panel inside another site opens with: the ways to help, to us, and to what is open.

    On our own pages, and where the owner wants none, that is the form.
    """
    if not has_home(request):
        asked = request.GET.urlencode()
        return redirect(url("panel:new") + (f"?{asked}" if asked else ""))
    person, known = request.visitor.person, choices()
    standing = request.visitor.standing
    shows_newest = known.panel.show_list and standing.has_asked
    context = {
        "page": panel_page(request, "home", live=True),
        "welcome": None if standing.has_asked else known.welcome,
        "name": person.name if person else "",
        "newest": _newest(person, standing) if person and shows_newest else None,
        "articles": suggested_articles(request)[:ARTICLES],
    }
    return render(request, "panel/home.html", context)


def _newest(person: Person, standing: Standing) -> dict[str, Any] | None:
    """Of the open ones, the one in which something happened last."""
    found, _ = OwnRequests.of(person, standing).open_page("")
    return next(iter(rows_of(shown_to_customer(found[:1], None), person)), None)
