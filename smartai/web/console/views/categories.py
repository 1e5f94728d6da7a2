from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.knowledge.actions import (
    change_category,
    make_category,
    order_articles,
    order_categories,
    remove_category,
)
from smartai.core.knowledge.errors import AddressTaken, CategoryNameTaken, TooDeep
from smartai.core.knowledge.events import CategoryChanged
from smartai.core.knowledge.models import Article, Category
from smartai.core.knowledge.querysets import ArticleQuerySet
from smartai.web.console.forms.categories import CategoryForm, CategoryRemovalForm, NewCategoryForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.ordering import LONGEST_LIST, wanted_order
from smartai.web.console.published import newest_fact, say_done
from smartai.web.console.shelves import count_by_shelf, shelves
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    """All of them in their order, with how many articles each holds; and a form for one more."""
    form = NewCategoryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        beside = Category.objects.filter(parent=typed["parent"], name=typed["name"])
        if beside.exists():
            form.add_error("name", gettext("There is a category of this name already."))
        else:
            category = make_category(typed["name"], by=me(request), parent=typed["parent"])
            messages.success(request, gettext("The category is there, as the last one."))
            return HttpResponseRedirect(f"{reverse('console:categories')}#row-{category.pk}")
    counts = count_by_shelf(_articles(request).kept())
    context = {"form": form, "shelves": shelves(), "counts": counts}
    return show(request, "categories", "categories", context, 422 if form.errors else 200)


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    """Its names, address and place, and its articles in their order."""
    category = _category(pk)
    form = CategoryForm(request.POST if request.method == "POST" else None, category=category)
    if request.method == "POST" and form.is_valid():
        rows, since = Category.objects.filter(pk=pk), newest_fact()
        try:
            with form.held(rows, form.stored, About(CategoryChanged, category_id=pk), by=me(request)) as held:
                change_category(held, by=me(request), **form.values())
        except ChangedMeanwhile:
            pass
        except CategoryNameTaken:
            form.add_error("name", gettext("There is a category of this name already."))
        except AddressTaken:
            form.add_error("slug", gettext("Another category has this address, or had it."))
        except TooDeep:
            form.add_error("parent", gettext("There are two levels of categories."))
        else:
            say_done(request, gettext("Saved."), since=since)
            return redirect("console:categories")
    articles = list(_originals(request, category)[: LONGEST_LIST + 1])
    context = {
        "form": form, "category": category, "articles": articles[:LONGEST_LIST],
        "more": len(articles) > LONGEST_LIST,
    }  # fmt: skip
    return show(request, "category", "categories", context, form.http_status)


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    """Asks where its articles and subcategories go; nothing of it is lost."""
    category = _category(pk)
    form = CategoryRemovalForm(request.POST if request.method == "POST" else None, category=category)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            remove_category(
                category, by=me(request), into=typed["into"], children_into=typed.get("children_into")
            )
        except CategoryNameTaken:
            form.add_error("children_into", gettext("One of them would stand beside another of its name."))
        else:
            messages.success(request, gettext("The category is removed. What it held is where you sent it."))
            return redirect("console:categories")
    context = {
        "form": form, "category": category, "articles": _articles(request).filter(category=category).count(),
        "children": list(category.children.order_by("position", "name")),
    }  # fmt: skip
    return show(request, "category_removal", "categories", context, 422 if form.errors else 200)


@open_to(Entry.AGENT)
@require_POST
def order(request: VisitorRequest) -> HttpResponse:
    """Of those with one parent: by a button up or down, or all of them as they were dragged."""
    parent = request.POST.get("parent", "")
    number = int(parent) if parent.isascii() and parent.isdecimal() and len(parent) < 19 else None
    rows = list(Category.objects.filter(parent=number).order_by("position", "name")[:LONGEST_LIST])
    order_categories(wanted_order(request.POST, rows), by=me(request))
    return _ordered(request, reverse("console:categories"))


@open_to(Entry.AGENT)
@require_POST
def order_shelf(request: VisitorRequest, pk: int) -> HttpResponse:
    """The articles of a category, in the same ways."""
    category = _category(pk)
    rows: list[Article] = list(_originals(request, category)[:LONGEST_LIST])
    order_articles(wanted_order(request.POST, rows), by=me(request))
    return _ordered(request, reverse("console:category", args=[pk]))


def _ordered(request: VisitorRequest, page: str) -> HttpResponse:
    """A script needs no page; somebody without one comes back to the row that was moved."""
    if request.headers.get("x-requested-with") == "fetch":
        return HttpResponse(status=204)
    row = request.POST.get("row", "")
    return HttpResponseRedirect(f"{page}#row-{row}" if row.isascii() and row.isdecimal() else page)


def _category(pk: int) -> Category:
    return get_object_or_404(Category.objects.select_related("parent"), pk=pk)


def _articles(request: VisitorRequest) -> ArticleQuerySet:
    rows: ArticleQuerySet = Article.objects.visible_to(request.visitor.actor)
    return rows


def _originals(request: VisitorRequest, category: Category) -> ArticleQuerySet:
    """In their order; translations stand where these do."""
    rows = _articles(request).kept().filter(category=category, original=None).in_order()
    return rows.only("title", "status", "published_at", "position", "category_id")
