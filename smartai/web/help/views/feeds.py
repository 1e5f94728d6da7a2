from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from smartai.core.knowledge.models import Article
from smartai.core.workspace.choices import choices
from smartai.web.help.caching import answer_machines
from smartai.web.help.machines import absolute, article_url
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import labels

MOST: Final = 50


@open_to(Entry.MACHINE)
@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """What everybody may read, new or changed last, in one language: ``?language=de``, else the owner's."""
    language = request.GET.get("language", "") or choices().brand.language
    if language not in choices().brand.offered:
        raise Http404
    return answer_machines(request, lambda: _feed(language))


def _feed(language: str) -> HttpResponse:
    known = choices()
    with translation.override(language):
        name = labels(known)["help_articles"]
    own_url = f"{absolute('help:feed')}?language={language}"
    feed = Atom1Feed(
        title=f"{known.brand.name} · {name}",
        link=absolute("help:home"),
        description="",
        language=language,
        feed_url=own_url,
        feed_guid=own_url,
        author_name=known.brand.name,
    )
    for article in _articles(language):
        feed.add_item(
            title=article.title,
            link=article_url(article.slug),
            description=article.lead,
            unique_id=_lasting_id(article),
            pubdate=article.published_at,
            updateddate=max(article.changed_at, article.published_at or article.changed_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _articles(language: str) -> list[Article]:
    """Those of no language are in the owner's."""
    wanted = [language, ""] if language == choices().brand.language else [language]
    rows = Article.objects.for_everybody(timezone.now()).filter(language__in=wanted)
    return list(rows.defer("text", "html", "plain").order_by("-changed_at", "-pk")[:MOST])


def _lasting_id(article: Article) -> str:
    """RFC 4151: stays when the address or the title changes."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{article.created_at:%Y-%m-%d}:help/{article.pk}"
