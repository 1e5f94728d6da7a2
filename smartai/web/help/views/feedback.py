"""Whether an article answered, and searches that found nothing: what readers tell us."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.helpfulness.actions import judge_article, miss_search, miss_unhelpful
from smartai.core.helpfulness.actions.judge_article import LONGEST_WORDS, find_feedback
from smartai.core.knowledge.models import Article
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.secrets import new_token
from smartai.foundation.captcha.trap import FIELD
from smartai.lib.text import one_line
from smartai.web.help.frame import help_frame
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.own_forms import feedback_token, is_own_form
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.visitors import VisitorRequest

VOTER_COOKIE = "smartai_voter"
VOTER_SECONDS = 90 * 24 * 3600
ANSWERS_PER_HOUR = 60
SEARCHES_PER_HOUR = 30
"""From one network; more are not counted."""


@csrf_exempt
@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: VisitorRequest, slug: str) -> HttpResponseBase:
    """The question below an article, and what was said to it by this person or browser.

    Its form has no token, so that an article's page is the same for everybody; see ``is_own_form``.
    """
    if not choices().helpfulness.ask_readers:
        raise Http404
    visible = Article.objects.visible_to(request.visitor.actor).published()
    article = get_object_or_404(visible.select_related("category"), slug=slug)
    if request.method != "POST":
        return _page(request, article, said=find_feedback(article, _voter(request), by=request.visitor.actor))
    require(is_own_form(request))
    if request.POST.get(FIELD):
        return redirect("help:feedback", slug=slug)
    try:
        count("feedback", network(request), ANSWERS_PER_HOUR)
    except TooOften as often:
        return often.tell(_page(request, article, problem=often.words))
    return _judged(request, article)


@csrf_exempt
@open_to(Entry.ANYONE)
@require_POST
def unanswered(request: VisitorRequest) -> HttpResponse:
    """Told by the script of a page that found nothing: whole searches that people wait for, no keystrokes."""
    require(is_own_form(request))
    if words := _searched(request):
        with suppress(TooOften):
            count("unanswered", network(request), SEARCHES_PER_HOUR)
            miss_search(words, get_language() or "", by=request.visitor.actor)
    return HttpResponse(status=204)


def _judged(request: VisitorRequest, article: Article) -> HttpResponseBase:
    """Yes; no; or no with words, which may go on into a request."""
    by, voter = request.visitor.actor, _voter(request) or new_token()
    helpful = request.POST.get("answer") == "yes"
    words = request.POST.get("words")
    said, changed = judge_article(article, voter, by=by, helpful=helpful, words=words)
    if changed and not helpful and (searched := _searched(request)):
        miss_unhelpful(searched, get_language() or "", by=by)
    if request.POST.get("then") == "write":
        response = redirect(f"{reverse('panel:new')}?feedback={feedback_token(said.pk)}")
    else:
        sent = "?sent=1" if words and words.strip() else ""
        response = redirect(f"{reverse('help:feedback', args=[article.slug])}{sent}#feedback")
    if not request.visitor.person:
        _keep_voter(response, article, voter)
    return response


def _searched(request: VisitorRequest) -> str:
    return one_line(request.POST.get("searched", "")[:800])[:200]


def _voter(request: VisitorRequest) -> str:
    voter = request.COOKIES.get(VOTER_COOKIE, "")
    return voter if 20 <= len(voter) <= 64 and voter.isascii() else ""


def _keep_voter(response: HttpResponseBase, article: Article, voter: str) -> None:
    """Sent back for this article alone: it tells nobody what else somebody reads."""
    response.set_cookie(
        VOTER_COOKIE, voter, max_age=VOTER_SECONDS, path=reverse("help:feedback", args=[article.slug]),
        httponly=True, secure=settings.HTTPS, samesite="Lax",
    )  # fmt: skip


def _page(request: VisitorRequest, article: Article, said: Any = None, problem: str = "") -> HttpResponse:
    context = {
        **help_frame(request, panel_page(request, "help")),
        "article": article,
        "said": said,
        "sent": "sent" in request.GET,
        "problem": problem,
        "typed": request.POST.get("words", said.words if said else "")[:LONGEST_WORDS],
        "longest": LONGEST_WORDS,
    }
    return render(request, "help/feedback_page.html", context)
