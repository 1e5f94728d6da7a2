"""What help answers: how often articles stood beside a request, and what they spared."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.helpfulness.actions import weigh_again
from smartai.core.helpfulness.actions.settle_days import KEPT
from smartai.core.helpfulness.models import ArticleFeedback, Writing
from smartai.core.helpfulness.models.writing import today
from smartai.core.helpfulness.reads import Figures, article_figures, behind, figures, unweighed
from smartai.core.knowledge.actions import refuse_word
from smartai.core.knowledge.models import Article, LearnedWords
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.jobs.doorbell import ring
from smartai.web.console.bars import bars
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

PERIODS = 12
SIZE = 50
FIGURES = ("shown", "opened", "answered", "taken_back", "came", "spared")


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """Twelve weeks or months, the newest first, and the articles of one of them."""
    by, unit = request.visitor.actor, "month" if request.GET.get("by") == "month" else "week"
    starts, end = _months() if unit == "month" else _weeks()
    found = figures(starts, end, by=by)
    chosen = next((one for one in found if one.first.isoformat() == request.GET.get("from")), found[-1])
    context = {
        "unit": unit,
        "found": found[::-1],
        "chosen": chosen,
        "bars": bars([(one.shown, one.spared) for one in found]),
        "articles": article_figures(chosen.first, chosen.end, by=by),
        "rows_since": _rows_since(),
        "kept": KEPT,
        "unweighed": unweighed(by=by),
    }
    return show(request, "figures", "figures", context)


@open_to(Entry.AGENT)
@require_POST
def again(request: VisitorRequest) -> HttpResponse:
    """Requests that could not be weighed."""
    count = weigh_again(by=me(request))
    ring()
    words = ngettext("%(n)d request is weighed again now.", "%(n)d requests are weighed again now.", count)
    messages.success(request, words % {"n": count} if count else gettext("Nothing waits."))
    return redirect("console:figures")


@open_to(Entry.AGENT)
@require_safe
def writings(request: VisitorRequest) -> HttpResponse:
    """The rows behind a figure."""
    which, first, end = request.GET.get("which", ""), _day(request, "from"), _day(request, "to")
    if which not in FIGURES or first is None or end is None:
        which, first, end = "shown", today() - timedelta(6), today() + timedelta(1)
    by = request.visitor.actor
    article = _article(request, by)
    rows = behind(which, first, end, by=by, article=article).select_related("answered_by")
    page, after = page_of(rows, order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    context = {
        "which": which,
        "article": article,
        "period": Figures(first, end),
        "last": end - timedelta(1),
        "rows": _with_articles(page, by),
        "after": after,
        "gone": first < _rows_since(),
        "kept": KEPT,
    }
    return show(request, "writings", "figures", context)


@open_to(Entry.AGENT)
@require_safe
def feedback(request: VisitorRequest, pk: int) -> HttpResponse:
    """What readers said to one article: those who were not helped, the newest first."""
    by, article = request.visitor.actor, _readable(request, pk)
    said = ArticleFeedback.objects.visible_to(by).filter(article=article)
    unhelped, after = page_of(
        said.filter(helpful=False),
        order=["-changed_at", "-id"],
        after=request.GET.get("after", ""),
        size=SIZE,
    )
    tickets = _visible([one.ticket_id for one in unhelped], by)
    context = {
        "article": article,
        "yes": said.filter(helpful=True).count(),
        "no": said.filter(helpful=False).count(),
        "rows": [(one, tickets.get(one.ticket_id or 0)) for one in unhelped],
        "learned": LearnedWords.objects.filter(article=article).values_list("words", flat=True).first(),
        "after": after,
    }
    return show(request, "feedback", "figures", context)


@open_to(Entry.AGENT)
@require_POST
def refuse(request: VisitorRequest, pk: int) -> HttpResponse:
    """A word in which customers ask, but not for this."""
    article = _readable(request, pk)
    refuse_word(article, request.POST.get("word", ""), by=me(request))
    messages.success(request, gettext("The article is not found by this word any more."))
    return redirect("console:article-feedback", pk=article.pk)


def _readable(request: VisitorRequest, pk: int) -> Article:
    if pk >= 2**63:
        raise Http404
    rows = Article.objects.visible_to(request.visitor.actor).defer("text", "html", "plain")
    return get_object_or_404(rows, pk=pk)


def _article(request: VisitorRequest, by: Actor) -> Article | None:
    wanted = request.GET.get("article", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return None
    return Article.objects.visible_to(by).only("title").filter(pk=int(wanted)).first()


def _with_articles(rows: list[Writing], by: Actor) -> list[tuple[Writing, list[str], Ticket | None]]:
    """Each with the titles of what was opened, and its ticket if the reader may see it. Two statements."""
    opened: dict[int, list[str]] = {}
    titles = Writing.objects.filter(pk__in=[row.pk for row in rows], opened=True)
    for pk, title in titles.values_list("pk", "opened_articles__article__title").order_by("pk"):
        opened.setdefault(pk, []).append(title)
    tickets = _visible([row.ticket_id for row in rows], by)
    return [(row, opened.get(row.pk, []), tickets.get(row.ticket_id or 0)) for row in rows]


def _visible(numbers: list[Any], by: Actor) -> dict[int, Ticket]:
    wanted = [number for number in numbers if number]
    return Ticket.objects.visible_to(by).only("title").in_bulk(wanted) if wanted else {}


def _weeks() -> tuple[list[date], date]:
    monday = today() - timedelta(today().weekday())
    return [monday - timedelta(weeks=n) for n in reversed(range(PERIODS))], monday + timedelta(weeks=1)


def _months() -> tuple[list[date], date]:
    """The first days of twelve months, and the day after the last of them."""
    number = today().year * 12 + today().month - 1
    firsts = [date(n // 12, n % 12 + 1, 1) for n in range(number - PERIODS + 1, number + 2)]
    return firsts[:-1], firsts[-1]


def _rows_since() -> date:
    return today() - timedelta(KEPT)


def _day(request: VisitorRequest, name: str) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if 2000 < day.year < 9000 else None
