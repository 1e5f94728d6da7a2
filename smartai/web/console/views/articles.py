from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article
from smartai.web.console.forms.rows import ArticleForm
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

MOST = 500


@open_to(Entry.TEAM)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    articles = Article.objects.visible_to(request.visitor.actor).select_related("section")
    context = {
        "articles": articles.defer("text", "html", "plain").order_by("section__position", "title")[:MOST]
    }
    return show(request, "articles", "articles", context)


@open_to(Entry.TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: VisitorRequest) -> HttpResponse:
    return _save(request, None, ArticleForm(request.POST or None))


@open_to(Entry.TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    found = Article.objects.visible_to(request.visitor.actor).select_related("section")
    article = get_object_or_404(found, pk=pk)
    stored = {
        "title": article.title,
        "section": article.section.name if article.section else "",
        "text": article.text,
        "published": article.published_at is not None,
    }
    return _save(
        request, article, ArticleForm(request.POST if request.method == "POST" else None, initial=stored)
    )


def _save(request: VisitorRequest, article: Article | None, form: ArticleForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        save_article(
            article, by=me(request), title=typed["title"], text=typed["text"], section=form.chosen_section(),
            published=typed["published"],
        )  # fmt: skip
        messages.success(request, gettext("Saved."))
        return redirect("console:articles")
    return show(
        request, "article", "articles", {"form": form, "article": article}, 422 if form.errors else 200
    )
