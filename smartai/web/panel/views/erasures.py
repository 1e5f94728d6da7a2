from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.privacy.actions import erase_person
from smartai.web.panel.forms.profile import ErasureForm
from smartai.web.panel.views.profile import me, page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest, sign_out_browser


@open_to(Entry.PERSON)
@require_POST
def create(request: VisitorRequest) -> HttpResponseBase:
    """For good. Colleagues can't erase themselves: an owner takes them out of the team."""
    person = me(request)
    form = ErasureForm(person, request.POST)
    if not form.is_valid() or person.is_team:
        return page(request, status=422, erasure=form)
    erase_person(person, by=person)
    messages.success(request, gettext("Your data was deleted. Good-bye."))
    response = redirect("panel:new")
    sign_out_browser(response)
    return response
