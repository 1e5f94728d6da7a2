from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.knowledge.actions import mend_link
from smartai.core.knowledge.models import Article, ArticleLink, Fault, FormerAddress
from smartai.lib.text import one_line
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 50


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """Links that lead nowhere, and those that still lead on, each with what is wrong with it."""
    actor = request.visitor.actor
    faulty = ArticleLink.objects.visible_to(actor).at_fault().select_related("article")
    faulty = faulty.defer("article__text", "article__html", "article__plain", "article__anchors")
    rows, after = page_of(faulty, order=["id"], after=request.GET.get("after", ""), size=SIZE)
    context = {
        "links": [(link, better) for link, better in zip(rows, _better(rows), strict=True)],
        "after": after,
        "unread": Article.objects.visible_to(actor).filter(links_read=False).exists(),
    }
    return show(request, "article_links", "articles", context)


@open_to(Entry.AGENT)
@require_POST
def mend(request: VisitorRequest, pk: int) -> HttpResponse:
    """The link leads to the address that was sent, in all the article's text."""
    links = ArticleLink.objects.visible_to(request.visitor.actor).select_related("article")
    link = get_object_or_404(links, pk=pk)
    better = one_line(request.POST.get("address", ""))[:500]
    if not better:
        messages.error(request, gettext("Write where the link should lead."))
    elif mend_link(link.article, link.address, better, by=me(request)):
        messages.success(request, gettext("The link leads there now. The article's earlier text is kept."))
    else:
        words = gettext("The address is written in another way in the text: please mend it in the article.")
        messages.error(request, words)
    return redirect("console:article-links")


def _better(links: list[ArticleLink]) -> list[str]:
    """For each of them the article's new address; empty when it has none. One statement."""
    slugs = {link.slug for link in links if link.fault == Fault.MOVED}
    now = dict(FormerAddress.objects.filter(slug__in=slugs).values_list("slug", "article__slug"))
    return [_address(now[link.slug], link.anchor) if link.slug in now else "" for link in links]


def _address(slug: str, anchor: str) -> str:
    return reverse("help:article", args=[slug]) + (f"#{anchor}" if anchor else "")
