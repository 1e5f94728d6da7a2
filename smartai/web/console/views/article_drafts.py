from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.knowledge.actions import drop_draft, keep_draft
from smartai.core.knowledge.errors import WrittenElsewhere
from smartai.core.knowledge.models import Article
from smartai.lib.text import clean_text
from smartai.web.console.forms.article import LONGEST_TEXT, ArticleForm
from smartai.web.console.frame import me
from smartai.web.console.writing import others_writing, window_of
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

LONGEST_VALUE = 2_000


@open_to(Entry.AGENT)
@require_POST
def keep(request: VisitorRequest, pk: int | None = None) -> JsonResponse:
    """What is typed so far, by the page's script: says when it was kept, and who else is writing."""
    by, article = me(request), found(request, pk)
    values = {name: clean_text(request.POST.get(name, "")) for name in (*ArticleForm.base_fields, "seen")}
    text = values["text"]
    if len(text) > LONGEST_TEXT:
        told = gettext("At most %(limit_value)d characters; these are %(show_value)d.")
        return _error(told % {"limit_value": LONGEST_TEXT, "show_value": len(text)}, 422)
    kept = {name: text if name == "text" else value[:LONGEST_VALUE] for name, value in values.items()}
    try:
        draft = keep_draft(
            article, kept, by=by, page=window_of(request.POST), opened=_moment(request.POST.get("opened", ""))
        )
    except WrittenElsewhere:
        told = gettext("You are writing on this in another window. What is typed here is kept when you save.")
        return _error(told, 409)
    clock = f"{timezone.localtime(draft.changed_at):%H:%M}"
    saved = gettext("Kept as a draft at %(time)s.") % {"time": clock}
    return JsonResponse({"saved": saved, "others": others_writing(article, by.pk)})


@open_to(Entry.AGENT)
@require_POST
def drop(request: VisitorRequest, pk: int | None = None) -> HttpResponse:
    """Not wanted any more; the article is as it was saved last."""
    article = found(request, pk)
    drop_draft(article, by=me(request), page=window_of(request.POST))
    messages.success(request, gettext("Your unsaved changes are gone."))
    return redirect("console:article", pk=article.pk) if article else redirect("console:article-new")


def found(request: VisitorRequest, pk: int | None) -> Article | None:
    """None for a new one. Raises ``Http404``."""
    return get_object_or_404(Article.objects.visible_to(me(request)), pk=pk) if pk is not None else None


def _moment(typed: str) -> datetime:
    try:
        moment = parse_datetime(typed[:40])
    except ValueError:
        moment = None
    return moment if moment and timezone.is_aware(moment) else timezone.now()


def _error(told: str, status: int) -> JsonResponse:
    return JsonResponse({"error": told}, status=status)
