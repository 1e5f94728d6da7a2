from __future__ import annotations

from django.http import HttpResponseBase, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.people.actions import change_profile
from smartai.web.panel.forms.profile import ProfileForm
from smartai.web.panel.views.profile import me
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest, speak_to


@open_to(Entry.PERSON)
@require_POST
def save(request: VisitorRequest) -> HttpResponseBase:
    """Saves the fields that are sent, one at a time by a page that saves as one types; the others stay."""
    person = me(request)
    form = ProfileForm(person, request.POST, only=request.POST)
    if not form.fields:
        return JsonResponse({"error": gettext("This can't be changed here any more.")}, status=422)
    if not form.is_valid():
        reasons = [str(reason) for reasons in form.errors.values() for reason in reasons]
        return JsonResponse({"error": " ".join(reasons)}, status=422)
    change_profile(person, by=person, **form.changes())
    speak_to(person, request)
    reload = gettext("Load the page again") if "language" in form.fields else ""
    return JsonResponse({"saved": gettext("Saved."), "reload": reload})
