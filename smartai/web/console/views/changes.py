from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.undoing.actions import undo_change
from smartai.core.undoing.errors import ChangedSince, NothingToUndo, StillUsed, UndoRefused
from smartai.core.undoing.reads import changed_since, changes_visible_to
from smartai.core.undoing.registry import UNDOINGS
from smartai.core.workspace.choices import GROUPS
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent
from smartai.web.console.change_filters import Wanted, people, subjects
from smartai.web.console.change_pages import page_of_change
from smartai.web.console.change_values import LABELS, ListValues
from smartai.web.console.change_words import change_of
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 100


@open_to(Entry.SUPERVISOR)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """The stored facts, newest first: who did what, and when. Supervisors see those of what they keep."""
    wanted, by, values = Wanted.of(request.GET), me(request), ListValues()
    rows = wanted.among(changes_visible_to(by))
    found, after = page_of(rows, order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    context = {
        "changes": [change_of(row, by, values) for row in found],
        "after": after,
        "wanted": wanted,
        "people": people(),
        "subjects": subjects(by),
    }
    return show(request, "changes", "changes", context)


@open_to(Entry.AGENT)
@require_POST
def undo(request: VisitorRequest, pk: int) -> HttpResponse:
    """Gives a change back what it found, while what it left holds; for whoever may make such a change."""
    by = me(request)
    fact = get_object_or_404(changes_visible_to(by).filter(kind__in=UNDOINGS), pk=pk)
    page = page_of_change(fact)
    try:
        undo_change(fact, by=by)
    except NotAllowed as refused:
        raise Http404 from refused
    except ChangedSince as since:
        messages.warning(request, _since_words(fact, since.names))
    except NothingToUndo:
        messages.warning(request, gettext("This can't be taken back any more. Change it on its page."))
    except StillUsed as used:
        messages.warning(request, str(used))
        return redirect(page)
    except UndoRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, gettext("It is as it was before."))
    return redirect("console:changes" if request.POST.get("back") == "changes" else page)


def _since_words(fact: StoredEvent, names: list[str]) -> str:
    newest = changed_since(fact)
    words = {"name": newest.actor_name if newest else "", "fields": _labels(fact, names)}
    if newest and newest.actor_name:
        return gettext("%(name)s changed this since, so it stays as it is: %(fields)s.") % words
    return gettext("Somebody changed this since, so it stays as it is: %(fields)s.") % words


def _labels(fact: StoredEvent, names: list[str]) -> str:
    group = GROUPS.get(fact.payload.get("group", ""))
    if group is not None:
        return ", ".join(str(group.words_of(name)[0]) for name in names)
    return ", ".join(str(LABELS[name]) for name in names)
