"""What a page for writing an article has beside its form: unsaved changes, who else writes, its files."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar, cast

from csp.decorators import csp_update
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from smartai.core.knowledge.actions import add_article_file, used_keys
from smartai.core.knowledge.errors import TooManyFiles
from smartai.core.knowledge.models import Article, ArticleDraft, ArticleFile
from smartai.core.people.models import Organisation
from smartai.foundation.files.errors import UploadNotFound
from smartai.foundation.files.receiving import had_no_room
from smartai.lib.text import clean_text
from smartai.web.console.forms.article import OFFERED, ArticleForm
from smartai.web.console.frame import me
from smartai.web.ui.attached import no_room, receive_posted
from smartai.web.ui.visitors import VisitorRequest

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
WRITING: Final = timedelta(minutes=10)
"""Whoever typed within these is writing now."""
MOST_SHOWN: Final = 200
MOST_POSTED: Final = 20


def lets_paste(view: V) -> V:
    """The rich editor reads what is pasted under a policy of that name; the page's scripts stay our own."""
    return cast(V, csp_update({"trusted-types": ["ProseMirrorClipboard"]})(view))


@dataclass(frozen=True)
class Writing:
    """``waiting`` are changes that the page offers; ``values`` and ``seen`` of those that it goes on with."""

    article: Article | None
    page: str
    took: str = ""
    opened: datetime = field(default_factory=timezone.now)
    waiting: ArticleDraft | None = None
    values: dict[str, Any] = field(default_factory=dict)
    seen: str = ""
    others: str = ""
    files: list[tuple[ArticleFile, bool]] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    originals: list[tuple[str, str]] = field(default_factory=list)

    @property
    def pages(self) -> list[str]:
        """Windows whose unsaved changes are in this form."""
        return [page for page in (self.page, self.took) if page]


def begun(request: VisitorRequest, article: Article | None) -> Writing:
    """For the page and for what it sends. Seven statements."""
    by = me(request)
    posted = request.method == "POST"
    draft = ArticleDraft.objects.filter(person=by, article=article).first()
    page, took = (window_of(request.POST, name) for name in ("page", "took"))
    on = not posted and draft is not None and request.GET.get("draft") == draft.page
    kept = draft.values if draft and on else {}
    return Writing(
        article=article,
        page=page if posted and page else secrets.token_urlsafe(12),
        took=draft.page if draft and on else took,
        waiting=None if on or (draft and draft.page in (page, took)) else draft,
        values={name: value for name, value in kept.items() if name in ArticleForm.base_fields},
        seen=str(kept.get("seen", "")),
        others=others_writing(article, by.pk),
        files=_files(article, request),
        organisations=list(Organisation.objects.order_by("name").values_list("name", flat=True)[:OFFERED]),
        originals=_originals(article, request),
    )


def window_of(posted: QueryDict, name: str = "page") -> str:
    """Which window sent it, as far as it says so."""
    return clean_text(posted.get(name, ""))[:40]


def others_writing(article: Article | None, own: int) -> str:
    """``Mia Keller is writing on this too, since 10:40.``; empty when nobody is. One statement."""
    if article is None:
        return ""
    now = ArticleDraft.objects.filter(article=article, changed_at__gt=timezone.now() - WRITING)
    rows = now.exclude(person_id=own).select_related("person").order_by("started_at")[:3]
    told = gettext("%(name)s is writing on this too, since %(time)s.")
    return " ".join(
        told % {"name": row.person.display_name, "time": f"{timezone.localtime(row.started_at):%H:%M}"}
        for row in rows
    )


def with_files(request: VisitorRequest, article: Article | None) -> tuple[QueryDict, list[str]]:
    """What was posted, with the files that came with it named at the end of the text, and what went wrong.

    So it is without JavaScript; with it a file is uploaded at once and stands where it was put.
    """
    typed, problems = request.POST.copy(), []
    for posted in request.FILES.getlist("files")[:MOST_POSTED]:
        if isinstance(posted, UploadedFile):
            file, problem = take_file(request, article, posted)
            problems += [problem] if problem else []
            if file:
                typed["text"] = f"{typed.get('text', '').rstrip()}\n\n{markdown_of(file)}\n"
    if had_no_room(request.META):
        problems.append(no_room())
    return typed, problems


def take_file(
    request: VisitorRequest, article: Article | None, posted: UploadedFile[bytes]
) -> tuple[ArticleFile | None, str]:
    """The file, or a sentence about why it is none."""
    received = receive_posted(posted, request.visitor.uploader)
    if received.problems:
        return None, " ".join(received.problems)
    try:
        return add_article_file(article, received.keys[0], request.visitor.uploader, by=me(request)), ""
    except TooManyFiles:
        return None, gettext("The article has as many files as it may have. Remove those it does not use.")
    except UploadNotFound:
        return None, gettext("A file is not there any more. Please add it again.")


def markdown_of(file: ArticleFile) -> str:
    """How the text names it: a picture is shown, everything else is a link."""
    name = "".join(f"\\{char}" if char in r"\[]*_`<>" else char for char in file.file.name)
    return f"{'!' if file.file.has_preview else ''}[{name}]({file.address})"


def _files(article: Article | None, request: VisitorRequest) -> list[tuple[ArticleFile, bool]]:
    """Each with whether a text uses it; the newest first."""
    rows = (
        ArticleFile.objects.own_of(article, me(request)).select_related("file").order_by("-pk")[:MOST_SHOWN]
    )
    found = list(rows)
    used = used_keys(article) if found else set()
    return [(row, row.file.key in used) for row in found]


def _originals(article: Article | None, request: VisitorRequest) -> list[tuple[str, str]]:
    rows = Article.objects.visible_to(me(request)).filter(original=None).order_by("-changed_at")
    others = rows.exclude(pk=article.pk) if article else rows
    return list(others.values_list("slug", "title")[:OFFERED])
