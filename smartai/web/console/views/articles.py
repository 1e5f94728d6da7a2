from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from smartai.core.knowledge.actions import drop_draft, save_article
from smartai.core.knowledge.errors import AddressTaken, LanguageTaken
from smartai.core.knowledge.events import ArticlePublished, ArticleSaved, ArticleStatusChanged
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.web.console.forms.article import ArticleForm, stored
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.sources import Source, keep_source, known_of, source_of
from smartai.web.console.writing import Writing, begun, lets_paste, with_files
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
@lets_paste
def create(request: VisitorRequest) -> HttpResponse:
    return _page(
        request,
        None,
        {"language": choices().brand.language, "status": ArticleStatus.DRAFT, "audience": "everybody"},
    )


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
@lets_paste
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    found = Article.objects.visible_to(request.visitor.actor)
    article = get_object_or_404(found.select_related("category", "organisation", "original"), pk=pk)
    return _page(request, article, stored(article))


def _page(request: VisitorRequest, article: Article | None, shown: dict[str, Any]) -> HttpResponse:
    """The form, with the writer's unsaved changes where they are asked for, or what came of sending it."""
    writing, source = begun(request, article), source_of(request)
    if source and article is None:
        shown = {**shown, "title": source.title}
    if request.method != "POST":
        form = ArticleForm(article=article, seen=writing.seen, initial={**shown, **writing.values})
        return _shown(request, article, form, writing, source)
    typed, problems = with_files(request, article)
    form = ArticleForm(typed, article=article)
    for problem in problems:
        form.add_error("text", problem)
    saved = _save(article, form, writing, source, me(request)) if form.is_valid() else None
    if saved is None:
        return _shown(request, article, form, writing, source)
    messages.success(request, gettext("Saved."))
    return redirect("console:article", pk=saved.pk)


def _shown(
    request: VisitorRequest,
    article: Article | None,
    form: ArticleForm,
    writing: Writing,
    source: Source | None,
) -> HttpResponse:
    known = known_of(article, me(request))
    context = {"form": form, "article": article, "writing": writing, "source": source, **known}
    return show(request, "article", "articles", context, form.http_status)


def _save(
    article: Article | None, form: ArticleForm, writing: Writing, source: Source | None, by: Person
) -> Article | None:
    """None when it could not be: the form says why, and has all that was typed."""
    try:
        with transaction.atomic():
            saved = _keep(article, form, by)
            keep_source(saved, source, by=by)
            for page in writing.pages:
                drop_draft(article, by=by, page=page)
            return saved
    except ChangedMeanwhile:
        pass
    except AddressTaken:
        form.add_error("slug", gettext("Another article has this address, or had it."))
    except LanguageTaken:
        form.add_error("language", gettext("The article is there in this language already."))
    return None


def _keep(article: Article | None, form: ArticleForm, by: Person) -> Article:
    if article is None:
        return save_article(None, by=by, **form.values(by))
    about = About(ArticleSaved, ArticlePublished, ArticleStatusChanged, article_id=article.pk)
    with form.held(Article.objects.visible_to(by).filter(pk=article.pk), stored, about, by=by) as held:
        return save_article(held, by=by, **form.values(by))
