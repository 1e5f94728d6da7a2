from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from smartai.core.knowledge.errors import FileInUse, TooManyFiles
from smartai.core.knowledge.events import ArticleFileAdded, ArticleFileRemoved
from smartai.core.knowledge.models import Article, ArticleDraft, ArticleFile
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.events.record import record
from smartai.foundation.files.store import discard
from smartai.foundation.files.uploads import find_uploads, keep
from smartai.lib.article_html import file_keys

MOST_FILES: Final = 200
LOOSE_FOR: Final = timedelta(days=30)
_SWEPT_AT_ONCE: Final = 200


@transaction.atomic
def add_article_file(article: Article | None, key: str, uploader: str, *, by: Actor) -> ArticleFile:
    """Makes an upload of ``uploader`` a file of the article, or of the new one that ``by`` is writing.

    Raises ``UploadNotFound`` or ``TooManyFiles``.
    """
    require(is_agent(by))
    if ArticleFile.objects.own_of(article, person_of(by)).count() >= MOST_FILES:
        raise TooManyFiles
    stored = find_uploads([key], uploader)
    keep(stored)
    added = ArticleFile.objects.create(article=article, file=stored[0], person=person_of(by))
    record(ArticleFileAdded(article_id=article.pk if article else 0, name=stored[0].name), by=by)
    return added


def take_files(article: Article, *, by: Actor) -> None:
    """What ``by`` uploaded for a new article and the text names becomes this one's, with it saved."""
    keys, person = file_keys(article.text), person_of(by)
    if keys and person:
        loose = ArticleFile.objects.filter(article=None, person=person, file__key__in=keys[:MOST_FILES])
        loose.update(article=article)


@transaction.atomic
def remove_article_file(file: ArticleFile, *, by: Actor) -> None:
    """Ends a file that no text uses. Raises ``FileInUse``."""
    require(is_agent(by))
    if file.file.key in used_keys(file.article):  # in whichever of its languages
        raise FileInUse
    name, stored = file.file.name, file.file
    file.delete()
    discard(stored)
    record(ArticleFileRemoved(article_id=file.article_id or 0, name=name), by=by)


def used_keys(article: Article | None) -> set[str]:
    """Of the files that the article shows in one of its languages, or that somebody's unsaved changes do.

    Two statements.
    """
    original = (article.original_id or article.pk) if article else None
    said = Q(article=None) if original is None else Q(article=original) | Q(article__original=original)
    values = ArticleDraft.objects.filter(said).values_list("values", flat=True)
    drafts = [str(typed.get("text", "")) for typed in values]  # one key alone would be read as JSON
    family = Q(pk=original) | Q(original=original) if original else Q(pk__in=[])
    texts = [*Article.objects.filter(family).values_list("text", flat=True), *drafts]
    return {key for text in texts for key in file_keys(str(text or ""))}


def remove_loose_files() -> int:
    """Files of new articles that nobody went on with. Called by the worker; says how many went."""
    drafts = ArticleDraft.objects.filter(article=None).values("person_id")
    loose = ArticleFile.objects.filter(article=None, file__created_at__lt=timezone.now() - LOOSE_FOR)
    with transaction.atomic():
        rows = list(loose.exclude(person_id__in=drafts).select_related("file")[:_SWEPT_AT_ONCE])
        for row in rows:
            stored = row.file
            row.delete()
            discard(stored)
    return len(rows)
