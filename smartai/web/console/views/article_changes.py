"""What is done with many articles at once, from their list."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from smartai.core.knowledge.actions import (
    archive_articles,
    mark_reviewed,
    move_articles,
    plan_review,
    restore_articles,
    set_owner,
)
from smartai.core.knowledge.models import Article
from smartai.core.knowledge.querysets import ArticleQuerySet
from smartai.web.console.article_filters import Wanted
from smartai.web.console.forms.chosen_articles import ChosenArticlesForm
from smartai.web.console.frame import me
from smartai.web.console.shelves import SIZE
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest

AGAIN_IN_MONTHS: Final = 6


@open_to(Entry.AGENT)
@require_POST
def create(request: VisitorRequest) -> HttpResponse:
    """One change of the chosen articles; what is wrong with it is said above the list."""
    form = ChosenArticlesForm(request.POST)
    articles = _chosen(request, request.POST.getlist("article"))
    if not articles:
        messages.error(request, gettext("Choose at least one article first."))
    elif not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        CHANGES[form.cleaned_data["do"]](request, articles, form)
    return _back(request)


@open_to(Entry.AGENT)
@require_POST
def restore(request: VisitorRequest) -> HttpResponse:
    """Takes an archiving back."""
    articles = _chosen(request, request.GET.get("articles", "").split(",", SIZE)[:SIZE])
    _restore(request, articles)
    return redirect("console:articles")


@open_to(Entry.AGENT)
@require_POST
def review(request: VisitorRequest, pk: int) -> HttpResponse:
    """Somebody read one of them and found it right."""
    article = get_object_or_404(Article.objects.visible_to(request.visitor.actor).only("pk"), pk=pk)
    mark_reviewed([article], by=me(request), again_on=_in_months(AGAIN_IN_MONTHS))
    messages.success(request, gettext("Reviewed. It comes up again in six months."))
    return _back(request)


def _archive(request: VisitorRequest, articles: list[Article], form: ChosenArticlesForm) -> None:
    count = archive_articles(articles, by=me(request))
    words = ngettext("%(n)d article is archived.", "%(n)d articles are archived.", count) % {"n": count}
    keys = ",".join(str(article.pk) for article in articles)
    undo = f"{reverse('console:articles-restoration')}?articles={keys}"
    messages.success(request, words, extra_tags=f"{UNDO}{undo}" if count else "")


def _restore(
    request: VisitorRequest, articles: list[Article], form: ChosenArticlesForm | None = None
) -> None:
    count = restore_articles(articles, by=me(request))
    words = ngettext(
        "%(n)d article is what it was before.", "%(n)d articles are what they were before.", count
    )
    messages.success(request, words % {"n": count})


def _own(request: VisitorRequest, articles: list[Article], form: ChosenArticlesForm) -> None:
    _say_changed(request, set_owner(articles, form.cleaned_data["owner"], by=me(request)))


def _plan(request: VisitorRequest, articles: list[Article], form: ChosenArticlesForm) -> None:
    _say_changed(request, plan_review(articles, form.cleaned_data["review_on"], by=me(request)))


def _review(request: VisitorRequest, articles: list[Article], form: ChosenArticlesForm) -> None:
    again_on = _in_months(AGAIN_IN_MONTHS)
    _say_changed(request, mark_reviewed(articles, by=me(request), again_on=again_on))


def _move(request: VisitorRequest, articles: list[Article], form: ChosenArticlesForm) -> None:
    _say_changed(request, move_articles(articles, form.cleaned_data["into"], by=me(request)))


CHANGES: Final[Mapping[str, Callable[[VisitorRequest, list[Article], ChosenArticlesForm], None]]] = {
    "archive": _archive,
    "restore": _restore,
    "owner": _own,
    "plan": _plan,
    "review": _review,
    "move": _move,
}


def _say_changed(request: VisitorRequest, count: int) -> None:
    words = ngettext("%(n)d article was changed.", "%(n)d articles were changed.", count)
    messages.success(request, words % {"n": count})


def _chosen(request: VisitorRequest, keys: list[str]) -> list[Article]:
    """Those of them that are there: at most as many as a page has."""
    numbers = {int(key) for key in keys[:SIZE] if key.isascii() and key.isdecimal() and len(key) < 19}
    rows: ArticleQuerySet = Article.objects.visible_to(request.visitor.actor)
    return list(rows.filter(pk__in=numbers).only("pk"))


def _back(request: VisitorRequest) -> HttpResponseRedirect:
    """To the list as it was narrowed down."""
    query = Wanted.of(QueryDict(request.POST.get("back", "")[:2_000])).query
    return HttpResponseRedirect(f"{reverse('console:articles')}{'?' if query else ''}{query}")


def _in_months(months: int) -> date:
    """The same day so many months from today, or the month's last one."""
    today = timezone.localdate()
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
