"""Taking somebody's second step away who lost the phone and the recovery codes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.people.actions import take_second_step_away
from smartai.foundation.accounts.models import Person
from smartai.web.console.frame import me
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    """Of a colleague or a customer; one's own is turned off in one's profile, with a code."""
    person = get_object_or_404(Person, pk=pk, erased_at=None)
    page = "console:colleague" if person.is_team else "console:customer"
    if person == me(request):
        messages.error(request, gettext("Turn your own second step off in your profile, with a code."))
    elif take_second_step_away(person, by=me(request)):
        messages.success(
            request, gettext("The second step is gone. Signing in asks for the first one alone now.")
        )
    else:
        messages.info(request, gettext("There was no second step any more."))
    return redirect(page, pk=pk)
