"""Finding saved replies by their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db.models import QuerySet

from smartai.core.saved_replies.models import SavedReply, SavedReplyWords
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.search.index import Index, Text
from smartai.foundation.search.portions import index_all, index_some
from smartai.foundation.search.steps import Steps, alone

INDEX: Final = Index("saved_replies", SavedReplyWords)


def index_saved_reply(reply: SavedReply) -> None:
    """Makes it findable as it is now, in the caller's transaction."""
    INDEX.put(Text(reply.pk, reply.name, reply.text, choices().brand.language))


def find_saved_replies(text: str, *, by: Actor, language: str, most: int = 20) -> list[SavedReply]:
    """Those that ``by`` may use with the words of ``text``, the best first; without words by name."""
    if not text.strip():
        return list(_seen(by)[:most])
    return alone(search_saved_replies(text, by=by, language=language, most=most))


def search_saved_replies(text: str, *, by: Actor, language: str, most: int) -> Steps[list[SavedReply]]:
    """Those with the words. Three or four statements."""
    seen = _seen(by)
    hits = yield from INDEX.search(text, among=seen, language=language, typing=True)
    rows = seen.in_bulk([hit.key for hit in hits[:most]])
    return [rows[hit.key] for hit in hits if hit.key in rows]


def _seen(by: Actor) -> QuerySet[SavedReply]:
    return SavedReply.objects.visible_to(by).kept().select_related("department")


def repair() -> int:
    """Indexes replies that are not, or were in an older form. Called by the worker; says how many."""
    return len(index_some(INDEX.missing(SavedReply.objects.all()), index_saved_reply))


def rebuild(told: Callable[[int], None]) -> int:
    """Indexes every reply anew; ``told`` hears how many were done."""
    return index_all(INDEX, SavedReply.objects.all(), index_saved_reply, told)
