"""Articles beside the form while somebody writes: fragments for its script."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from smartai.core.knowledge.actions import answer_by_article, take_back_answer
from smartai.core.knowledge.models import Article
from smartai.core.knowledge.search import suggest_articles
from smartai.core.workspace.choices import choices
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.visitors import VisitorRequest

SHORTEST = 3
"""Characters of a title, from which on it says something."""
ANSWERS_PER_HOUR = 30


@open_to(Entry.ANYONE)
@require_POST
def suggest(request: VisitorRequest) -> HttpResponseBase:
    """What may answer it, or 204. Sent by POST: what somebody is about to say belongs into no log."""
    title, message = (request.POST.get(name, "").strip() for name in ("title", "message"))
    if not choices().panel.show_help or len(title) + len(message) < SHORTEST:
        return HttpResponse(status=204)
    by, language = request.visitor.actor, get_language() or ""
    found = suggest_articles(title, message, by=by, language=language)
    return render(request, "panel/suggestions.html", {"found": found}) if found else HttpResponse(status=204)


@open_to(Entry.ANYONE)
@require_safe
def read(request: VisitorRequest, slug: str) -> HttpResponse:
    """The article over the column of help, with the question whether it answers."""
    return render(request, "panel/suggestion.html", {"article": _article(request, slug)})


@open_to(Entry.ANYONE)
@require_POST
def answered(request: VisitorRequest, slug: str) -> HttpResponseBase:
    return _told(request, slug, yes=True)


@open_to(Entry.ANYONE)
@require_POST
def not_answered(request: VisitorRequest, slug: str) -> HttpResponseBase:
    return _told(request, slug, yes=False)


def _told(request: VisitorRequest, slug: str, *, yes: bool) -> HttpResponseBase:
    article = _article(request, slug)
    try:
        count("answered", network(request), ANSWERS_PER_HOUR)
    except TooOften as often:
        return often.tell(HttpResponse())
    (answer_by_article if yes else take_back_answer)(article, by=request.visitor.actor)
    return HttpResponse(status=204)


def _article(request: VisitorRequest, slug: str) -> Article:
    if not choices().panel.show_help:
        raise Http404
    return get_object_or_404(Article.objects.visible_to(request.visitor.actor).published(), slug=slug)
