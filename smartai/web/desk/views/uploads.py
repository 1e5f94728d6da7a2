from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.web.desk.receiving import NotReceived, receive_file
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.TEAM)
@require_POST
def uploads(request: VisitorRequest) -> JsonResponse:
    """One file, stored at once; the token goes into the form."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"error": gettext("No file arrived.")}, status=400)
    try:
        stored = receive_file(request, file)
    except NotReceived as problem:
        return JsonResponse({"error": str(problem)}, status=400)
    return JsonResponse({"token": stored.key, "name": stored.name, "size": stored.size}, status=201)
