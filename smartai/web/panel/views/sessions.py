from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from smartai.foundation.accounts.actions import end_other_sessions, end_session
from smartai.web.panel.views.profile import me
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.PERSON)
@require_POST
def end_others(request: VisitorRequest) -> HttpResponseBase:
    """Everywhere but here."""
    ended = end_other_sessions(me(request), keep=request.visitor.session)
    words = ngettext("%(n)d other browser was signed out.", "%(n)d other browsers were signed out.", ended)
    messages.success(request, words % {"n": ended})
    return redirect("panel:profile")


@open_to(Entry.PERSON)
@require_POST
def end_one(request: VisitorRequest, pk: int) -> HttpResponseBase:
    end_session(get_object_or_404(me(request).sessions.all(), pk=pk))
    messages.success(request, gettext("That browser was signed out."))
    return redirect("panel:profile")
