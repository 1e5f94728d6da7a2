from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.workspace.actions import undo_change
from smartai.core.workspace.choices import GROUPS
from smartai.core.workspace.errors import ChangedSince, NothingToUndo
from smartai.core.workspace.events import ChoicesChanged, PanelChoicesChanged
from smartai.foundation.events.models import StoredEvent
from smartai.web.console.change_filters import CHOICES, Wanted, people, subjects
from smartai.web.console.change_words import change_of
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About, last_change
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 100


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """The stored facts, newest first: who did what, and when."""
    wanted = Wanted.of(request.GET)
    rows = wanted.among(StoredEvent.objects.all())
    found, after = page_of(rows, order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    context = {
        "changes": [change_of(row) for row in found],
        "after": after,
        "wanted": wanted,
        "people": people(),
        "subjects": subjects(),
    }
    return show(request, "changes", "changes", context)


@open_to(Entry.OWNER)
@require_POST
def undo(request: VisitorRequest, pk: int) -> HttpResponse:
    """Gives a change of choices back what it found, while nobody changed the same again."""
    fact = get_object_or_404(StoredEvent.objects.filter(kind__in=CHOICES), pk=pk)
    try:
        undo_change(fact, by=me(request))
    except ChangedSince as since:
        messages.warning(request, _since_words(fact, since.names))
    except NothingToUndo:
        messages.warning(request, gettext("This can't be taken back any more. Change it on its page."))
    else:
        messages.success(request, gettext("It is as it was before."))
    return redirect("console:changes") if request.POST.get("back") == "changes" else redirect(*_page_of(fact))


def _since_words(fact: StoredEvent, names: list[str]) -> str:
    newest = last_change(_about(fact))
    labels = ", ".join(str(GROUPS[fact.payload["group"]].words_of(name)[0]) for name in names)
    words = {"name": newest.actor_name if newest else "", "fields": labels}
    if newest and newest.actor_name:
        return gettext("%(name)s changed this since, so it stays as it is: %(fields)s.") % words
    return gettext("Somebody changed this since, so it stays as it is: %(fields)s.") % words


def _about(fact: StoredEvent) -> About:
    told = fact.payload
    if fact.kind == ChoicesChanged.kind:
        return About(ChoicesChanged, group=told["group"])
    return About(PanelChoicesChanged, group=told["group"], panel_id=told["panel_id"])


def _page_of(fact: StoredEvent) -> tuple[str, ...]:
    """Where it is chosen."""
    told = fact.payload
    if told["group"] not in GROUPS:
        return ("console:changes",)
    if fact.kind == ChoicesChanged.kind:
        return "console:group", told["group"]
    return "console:panel-group", told["panel_id"], told["group"]
