from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import Article, Audience
from smartai.core.knowledge.querysets import ArticleQuerySet
from smartai.core.knowledge.search import ranked_keys
from smartai.core.people.querysets import agents
from smartai.web.console.article_filters import LANGUAGES, Wanted, tabs
from smartai.web.console.frame import me, show
from smartai.web.console.shelves import SIZE, in_order, page_of_shelves, shelves, with_glance
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.languages import own_name
from smartai.web.ui.visitors import VisitorRequest

FARTHEST: Final = 100_000
"""Pages that somebody may ask for."""


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """As they stand on their shelves; those with the words that are searched for, the best first.

    As many statements for twenty thousand as for none.
    """
    wanted, person = Wanted.of(request.GET), me(request)
    rows: ArticleQuerySet = Article.objects.visible_to(request.visitor.actor)
    tree = shelves()
    context: dict[str, Any] = {
        "wanted": wanted, "tabs": tabs(rows, person, wanted), "shelves": list(in_order(tree)),
        "languages": LANGUAGES, "audiences": Audience, "owners": list(agents()),
        "chosen": "all" in request.GET, "found": None, "groups": [], "pages": None,
    }  # fmt: skip
    among = wanted.among(rows, person)
    if wanted.q:
        context["found"] = shown = _found(wanted.q, among)
    else:
        context["groups"], context["pages"] = page_of_shelves(among, tree, _page(request))
        shown = [article for group in context["groups"] for article in group.articles]
    context["versions"] = versions = _versions(rows, shown)
    codes = {article.language for article in shown}.union(*versions.values()) - LANGUAGES.keys() - {""}
    context["names"] = LANGUAGES | {code: own_name(code) for code in codes}
    return show(request, "articles", "articles", context)


def _page(request: VisitorRequest) -> int:
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    return min(number, FARTHEST)


def _found(words: str, among: ArticleQuerySet) -> list[Article]:
    """At most ``SIZE``: whoever looks for one of more needs better words."""
    keys = ranked_keys(words, among=among, language=get_language() or "")[:SIZE]
    rows = {article.pk: article for article in with_glance(among.filter(pk__in=keys))}
    return [rows[key] for key in keys if key in rows]


def _versions(rows: ArticleQuerySet, shown: Iterable[Article]) -> dict[int, dict[str, Article]]:
    """By the key of an original: its versions in other languages. One statement."""
    originals = [article.pk for article in shown if article.original_id is None]
    found: dict[int, dict[str, Article]] = {}
    for version in rows.kept().filter(original__in=originals).only("original_id", "language", "behind"):
        found.setdefault(version.original_id or 0, {})[version.language] = version
    return found
