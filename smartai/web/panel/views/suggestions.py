"""Articles beside the form while somebody writes: fragments for its script."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from smartai.core.helpfulness.actions import answer_writing, note_opened, note_shown, take_back_yes
from smartai.core.knowledge.models import Article
from smartai.core.knowledge.search import suggest_articles
from smartai.core.workspace.choices import choices
from smartai.web.panel.came_from import WRITING_FIELD, remember_answer
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.visitors import VisitorRequest

SHORTEST = 3
"""Characters of a title, from which on it says something."""
ANSWERS_PER_HOUR = 30
MEASURED_PER_HOUR = 120
"""Writings that are begun, and articles that are opened, from one network: more of them are not counted."""


@open_to(Entry.ANYONE)
@require_POST
def suggest(request: VisitorRequest) -> HttpResponseBase:
    """What may answer it, or 204. Sent by POST: what somebody is about to say belongs into no log."""
    title, message = (request.POST.get(name, "").strip() for name in ("title", "message"))
    if not choices().panel.show_help or len(title) + len(message) < SHORTEST:
        return HttpResponse(status=204)
    by, language = request.visitor.actor, get_language() or ""
    found = suggest_articles(title, message, by=by, language=language)
    if not found:
        return HttpResponse(status=204)
    _measure_shown(request)
    return render(request, "panel/suggestions.html", {"found": found})


@open_to(Entry.ANYONE)
@require_safe
def read(request: VisitorRequest, slug: str) -> HttpResponse:
    """The article over the column of help, with the question whether it answers."""
    return render(request, "panel/suggestion.html", {"article": _article(request, slug)})


@open_to(Entry.ANYONE)
@require_POST
def opened(request: VisitorRequest, slug: str) -> HttpResponseBase:
    """Told by the script that opened it: reading a page changes nothing."""
    article = _article(request, slug)
    with suppress(TooOften):
        count("measured", network(request), MEASURED_PER_HOUR)
        note_opened(request.POST.get(WRITING_FIELD, ""), article, by=request.visitor.actor)
    return HttpResponse(status=204)


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
    key, response = request.POST.get(WRITING_FIELD, ""), HttpResponse(status=204)
    (answer_writing if yes else take_back_yes)(article, key, by=request.visitor.actor)
    remember_answer(response, request, key, yes=yes)
    return response


def _measure_shown(request: VisitorRequest) -> None:
    """Once a form: its script says when something was shown before."""
    if request.POST.get(WRITING_FIELD) and "again" not in request.POST:
        with suppress(TooOften):
            count("measured", network(request), MEASURED_PER_HOUR)
            note_shown(request.POST[WRITING_FIELD], by=request.visitor.actor)


def _article(request: VisitorRequest, slug: str) -> Article:
    if not choices().panel.show_help:
        raise Http404
    return get_object_or_404(Article.objects.visible_to(request.visitor.actor).published(), slug=slug)
