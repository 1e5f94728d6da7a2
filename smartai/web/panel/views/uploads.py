from __future__ import annotations

from django.http import HttpResponseBase, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import FieldUse
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge
from smartai.foundation.files.receiving import had_no_room
from smartai.foundation.files.store import receive
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.short import in_bytes
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie

AN_HOUR = 300


@open_to(Entry.ANYONE)
@require_POST
def uploads(request: VisitorRequest) -> HttpResponseBase:
    """One file, before its form is sent. Holders of a link upload too, so nobody needs to be signed in."""
    person = request.visitor.person
    if choices().form.attachments == FieldUse.HIDDEN and not (person and person.is_team):
        return _problem(gettext("Files can't be added here."), 403)
    try:
        count("upload", f"person:{person.pk}" if person else network(request), AN_HOUR)
    except TooOften as often:
        return often.tell(_problem(often.words, 429))
    posted = request.FILES.get("file")
    if had_no_room(request.META):
        return _problem(gettext("There is no room for files right now. Your text is kept."), 507)
    if posted is None:
        return _problem(gettext("No file arrived."), 400)
    max_bytes = choices().form.max_file_mb * 1024 * 1024
    try:
        stored = receive(posted.chunks(), str(posted.name or ""), max_bytes, request.visitor.uploader)
    except FileTooLarge:
        return _problem(
            gettext("It is too large. The limit is %(limit)s.") % {"limit": in_bytes(max_bytes)}, 413
        )
    except FileEmpty:
        return _problem(gettext("It is empty."), 422)
    except DiskFull:
        return _problem(gettext("There is no room for files right now. Your text is kept."), 507)
    response = JsonResponse({"token": stored.key, "name": stored.name, "size": stored.size}, status=201)
    if person is None:
        set_browser_cookie(response, request)
    return response


def _problem(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
