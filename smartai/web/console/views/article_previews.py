from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from smartai.core.knowledge.actions import html_of
from smartai.lib.text import clean_text, one_line
from smartai.web.console.forms.article import LONGEST_TEXT, languages_for
from smartai.web.console.frame import console_page, me
from smartai.web.console.views.article_drafts import found
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@open_to(Entry.AGENT)
@require_POST
@xframe_options_sameorigin
def create(request: VisitorRequest, pk: int | None = None) -> HttpResponse:
    """How readers will see what is typed: made as it is when it is saved, and nothing is."""
    text = clean_text(request.POST.get("text", ""))[:LONGEST_TEXT]
    article, language = found(request, pk), request.POST.get("language", "")
    language = language if language in dict(languages_for(article)) else ""
    html = html_of(text, language, article, me(request))
    context = {
        "page": console_page(request, "articles"),
        "title": one_line(request.POST.get("title", ""))[:160],
        "html": mark_safe(html),  # sanitised where it was made
    }
    response = render(request, "console/article_preview.html", context)
    response.headers["Content-Security-Policy"] = FRAMED
    return response
