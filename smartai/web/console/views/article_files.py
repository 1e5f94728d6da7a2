from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.knowledge.actions import remove_article_file
from smartai.core.knowledge.errors import FileInUse
from smartai.core.knowledge.models import ArticleFile
from smartai.foundation.files.receiving import had_no_room
from smartai.web.console.frame import me
from smartai.web.console.views.article_drafts import found
from smartai.web.console.writing import markdown_of, take_file
from smartai.web.ui.attached import no_room
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.AGENT)
@require_POST
def add(request: VisitorRequest, pk: int | None = None) -> JsonResponse:
    """One file, by the page's script: where it is, and how Markdown names it."""
    article = found(request, pk)
    if had_no_room(request.META):
        return JsonResponse({"error": no_room()}, status=507)
    posted = request.FILES.get("file")
    if not isinstance(posted, UploadedFile):
        return JsonResponse({"error": gettext("No file arrived.")}, status=400)
    file, problem = take_file(request, article, posted)
    if file is None:
        return JsonResponse({"error": problem}, status=400)
    told = {
        "markdown": markdown_of(file), "address": file.address,
        "name": file.file.name, "picture": file.file.has_preview,
    }  # fmt: skip
    return JsonResponse(told, status=201)


@open_to(Entry.AGENT)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    """A file that the article does not use."""
    rows = ArticleFile.objects.visible_to(me(request)).select_related("file", "article")
    file = get_object_or_404(rows, pk=pk)
    article = file.article
    try:
        remove_article_file(file, by=me(request))
        messages.success(request, gettext("%(name)s is removed.") % {"name": file.file.name})
    except FileInUse:
        messages.error(
            request,
            gettext("%(name)s is used in the text. Take it out there first.") % {"name": file.file.name},
        )
    return redirect("console:article", pk=article.pk) if article else redirect("console:article-new")
