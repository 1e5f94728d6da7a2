from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.foundation.files.receiving import had_no_room
from smartai.web.ui.attached import no_room, receive_posted
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.TEAM)
@require_POST
def uploads(request: VisitorRequest) -> JsonResponse:
    """One file, stored at once; the token goes into the form."""
    if had_no_room(request.META):
        return JsonResponse({"error": no_room()}, status=507)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"error": gettext("No file arrived.")}, status=400)
    found = receive_posted(file, request.visitor.uploader)
    if found.problems:
        return JsonResponse({"error": " ".join(found.problems)}, status=400)
    return JsonResponse(found.shown[0], status=201)
