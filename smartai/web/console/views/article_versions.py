from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models.functions import Length
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.knowledge.actions import restore_version
from smartai.core.knowledge.models import Article, ArticleVersion
from smartai.lib.differences import differences, parts_of
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

MOST_VERSIONS = 500


@dataclass(frozen=True)
class Row:
    version: ArticleVersion
    more: int
    """Characters, than the version before; negative for fewer."""


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest, pk: int) -> HttpResponse:
    """Who wrote what and when, the newest first; two of them can be compared."""
    article = _article(request, pk)
    rows = list(
        article.versions.annotate(size=Length("text")).defer("text").select_related("author")[:MOST_VERSIONS]
    )
    return show(request, "article_versions", "articles", {"article": article, "rows": _rows(rows)})


@open_to(Entry.AGENT)
@require_safe
def compare(request: VisitorRequest, pk: int, version: int) -> HttpResponse:
    """What a version changed: beside the one before it, or the one that ``with`` names."""
    article = _article(request, pk, version)
    numbers = (version, _number(request.GET.get("with", ""), version - 1))
    found = {row.number: row for row in article.versions.filter(number__in=numbers).select_related("author")}
    if version not in found:
        raise Http404
    earlier, later = sorted(numbers)
    before, after = found.get(earlier), found.get(later)
    if after is None:
        raise Http404
    context = {
        "article": article, "version": found[version], "before": before, "after": after,
        "title": differences(before.title if before else "", after.title)[0:2],
        "parts": parts_of(differences(before.text if before else "", after.text)),
    }  # fmt: skip
    return show(request, "article_version", "articles", context)


@open_to(Entry.AGENT)
@require_POST
def restore(request: VisitorRequest, pk: int, version: int) -> HttpResponse:
    """It becomes the newest version; the one that it replaces stays in the list."""
    article = _article(request, pk, version)
    try:
        restore_version(article, version, by=me(request))
    except ArticleVersion.DoesNotExist as error:
        raise Http404 from error
    told = gettext("The article says again what it said in version %(number)d.") % {"number": version}
    messages.success(request, told)
    return redirect("console:article-versions", pk=article.pk)


def _article(request: VisitorRequest, pk: int, version: int = 0) -> Article:
    if version >= 2**31:  # no column holds it
        raise Http404
    return get_object_or_404(Article.objects.visible_to(me(request)), pk=pk)


def _rows(versions: Sequence[ArticleVersion]) -> list[Row]:
    sizes = [int(getattr(version, "size", 0)) for version in versions]
    before = [*sizes[1:], 0 if versions and versions[-1].number == 1 else sizes[-1]] if versions else []
    return [Row(version, size - old) for version, size, old in zip(versions, sizes, before, strict=True)]


def _number(typed: str, usual: int) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else usual
