from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.knowledge.actions import begin_translation, confirm_translation
from smartai.core.knowledge.errors import LanguageTaken
from smartai.core.knowledge.models import Article
from smartai.lib.differences import Part, differences, parts_of
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.languages import own_name
from smartai.web.ui.visitors import VisitorRequest


@dataclass(frozen=True)
class Version:
    """A language, what there is in it, and what the original says since then."""

    code: str
    language: Promise | str
    article: Article | None
    news: list[Part]


@open_to(Entry.AGENT)
@require_safe
def index(request: VisitorRequest, pk: int) -> HttpResponse:
    """An article in all languages, whichever of its versions is asked for."""
    article = _article(request, pk)
    original = article.original or article
    rows = Article.objects.visible_to(request.visitor.actor).kept().filter(original=original)
    translations = {row.language: row for row in rows.defer("text", "html", "plain")}
    said = _said(original, {row.original_version for row in translations.values() if row.behind})
    versions = [
        Version(code, language, translations.get(code), _news(translations.get(code), original, said))
        for code, language in settings.LANGUAGES
        if code != original.language
    ]
    language = dict(settings.LANGUAGES).get(original.language) or own_name(original.language)
    context = {"article": article, "original": original, "language": language, "versions": versions}
    return show(request, "article_languages", "articles", context)


@open_to(Entry.AGENT)
@require_POST
def create(request: VisitorRequest, pk: int) -> HttpResponse:
    """Begins one, and opens it for writing."""
    article, language = _article(request, pk), request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        messages.error(request, gettext("Choose a language."))
        return redirect("console:article-languages", pk=pk)
    try:
        draft = begin_translation(article, language, by=me(request))
    except LanguageTaken:
        messages.error(request, gettext("The article is there in this language already."))
        return redirect("console:article-languages", pk=pk)
    messages.success(
        request, gettext("A draft with the original's words. Nobody reads it until you publish it.")
    )
    return redirect("console:article", pk=draft.pk)


@open_to(Entry.AGENT)
@require_POST
def confirm(request: VisitorRequest, pk: int) -> HttpResponse:
    """What changed in the original needs no change here."""
    if confirm_translation(_article(request, pk), by=me(request)):
        messages.success(request, gettext("Noted: it says what the original says."))
    return redirect("console:article-languages", pk=pk)


def _article(request: VisitorRequest, pk: int) -> Article:
    visible = Article.objects.visible_to(request.visitor.actor).select_related("original")
    return get_object_or_404(visible, pk=pk)


def _said(original: Article, numbers: set[int]) -> dict[int, str]:
    """What the original said in these versions. One statement."""
    return dict(original.versions.filter(number__in=numbers).values_list("number", "text"))


def _news(translation: Article | None, original: Article, said: dict[int, str]) -> list[Part]:
    """Nothing where the text is the same, or is not known as it was."""
    if translation is None or not translation.behind:
        return []
    before = said.get(translation.original_version, "")
    return parts_of(differences(before, original.text)) if before != original.text else []
