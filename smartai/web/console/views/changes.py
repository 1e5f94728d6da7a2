from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from smartai.foundation.events.models import StoredEvent
from smartai.web.console.change_words import change_of
from smartai.web.console.frame import show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 100


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """Every stored fact, newest first: who did what, and when."""
    rows, after = page_of(
        StoredEvent.objects.all(), order=["-id"], after=request.GET.get("after", ""), size=SIZE
    )
    return show(request, "changes", "changes", {"changes": [change_of(row) for row in rows], "after": after})
