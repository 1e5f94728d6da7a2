"""What an owner changes and has not published yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from smartai.core.workspace.choices import GROUPS, OF_PANELS
from smartai.core.workspace.models import ChoiceDraft, SupportPanel
from smartai.core.workspace.policies import is_owner, require
from smartai.core.workspace.querysets import ChoiceDraftQuerySet
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import discard
from smartai.foundation.files.uploads import keep

KEPT_FOR: Final = timedelta(days=90)
"""After the last change; whoever comes back later begins with what holds then."""


@transaction.atomic
def keep_draft(
    group: str,
    values: Mapping[str, Any],
    *,
    by: Person,
    panel: SupportPanel | None = None,
    seen: Mapping[str, str],
    logo: StoredFile | None = None,
) -> ChoiceDraft | None:
    """Keeps what ``by`` changed; nothing of it holds yet, and no fact tells of it. None when nothing is left.

    ``logo`` is an upload that becomes one of the values. Secrets among them are left out.
    """
    require(is_owner(by) and group in (OF_PANELS if panel else GROUPS))
    secrets = GROUPS[group].secrets
    kept = {name: value for name, value in values.items() if name not in secrets}
    draft = ChoiceDraft.objects.select_for_update().filter(person=by).about(group, panel).first()
    before = _logo(draft)
    if logo:
        keep([logo])
        kept["logo"] = logo.key
    if before and kept.get("logo") != before:
        _discard_file(before)
    if not kept:
        ChoiceDraft.objects.filter(person=by).about(group, panel).delete()
        return None
    if draft is None:
        draft, _ = ChoiceDraft.objects.get_or_create(person=by, panel=panel, group=group)
    draft.values, draft.changed_at = kept, timezone.now()
    draft.seen = {name: hashed for name, hashed in seen.items() if name in kept}
    draft.save()
    return draft


@transaction.atomic
def end_draft(group: str, *, by: Person, panel: SupportPanel | None = None, published_logo: str = "") -> None:
    """It was published, or is not wanted any more. Its picture goes, unless it is the published one now."""
    require(is_owner(by))
    _end(ChoiceDraft.objects.filter(person=by).about(group, panel), published_logo)


def forget_drafts(person: Person) -> None:
    """Of somebody who owns nothing here any more, in the transaction that says so."""
    _end(ChoiceDraft.objects.filter(person=person))


def sweep_drafts() -> int:
    """Those that nobody touched for long; how many went."""
    with transaction.atomic():
        return _end(ChoiceDraft.objects.untouched_since(timezone.now() - KEPT_FOR))


def _end(drafts: ChoiceDraftQuerySet, published_logo: str = "") -> int:
    rows = list(drafts.select_for_update())
    for row in rows:
        if (logo := _logo(row)) and logo != published_logo:
            _discard_file(logo)
    ChoiceDraft.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _logo(draft: ChoiceDraft | None) -> str:
    """The picture that a draft alone holds on to."""
    return str(draft.values.get("logo", "")) if draft else ""


def _discard_file(key: str) -> None:
    for stored in StoredFile.objects.kept().filter(key=key):
        discard(stored)
