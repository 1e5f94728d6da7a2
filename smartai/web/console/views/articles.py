from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.events import ArticlePublished, ArticleSaved
from smartai.core.knowledge.models import Article
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.web.console.forms.rows import ArticleForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
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
    initial = {"language": choices().brand.language}
    return _save(request, None, ArticleForm(request.POST or None, initial=initial))


@open_to(Entry.TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    found = Article.objects.visible_to(request.visitor.actor).select_related("section")
    article = get_object_or_404(found, pk=pk)
    form = ArticleForm(request.POST if request.method == "POST" else None, initial=_stored(article))
    return _save(request, article, form)


def _save(request: VisitorRequest, article: Article | None, form: ArticleForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with suppress(ChangedMeanwhile):
            _keep(article, form, me(request))
            messages.success(request, gettext("Saved."))
            return redirect("console:articles")
    return show(request, "article", "articles", {"form": form, "article": article}, form.status)


def _keep(article: Article | None, form: ArticleForm, by: Person) -> None:
    if article is None:
        _write(None, form, by)
        return
    about = About(ArticleSaved, ArticlePublished, article_id=article.pk)
    with form.held(Article.objects.visible_to(by).filter(pk=article.pk), _stored, about, by=by) as held:
        _write(held, form, by)


def _write(article: Article | None, form: ArticleForm, by: Person) -> None:
    typed = form.cleaned_data
    save_article(
        article, by=by, title=typed["title"], text=typed["text"], section=form.chosen_section(),
        published=typed["published"], language=typed["language"],
    )  # fmt: skip


def _stored(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "section": article.section.name if article.section else "",
        "language": article.language or choices().brand.language,
        "text": article.text,
        "published": article.published_at is not None,
    }
