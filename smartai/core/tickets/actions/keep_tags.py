"""The list of tags: supervisors and owners keep it. Which tags a ticket has is ``set_tags``."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from smartai.core.tickets.errors import TagNameTaken
from smartai.core.tickets.events import TagArchived, TagChanged, TagCreated, TagRestored, TagsMerged
from smartai.core.tickets.models import FormerTagName, Tag, Ticket
from smartai.core.workspace.policies import is_supervisor, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.text import one_line

LONGEST = 40


def tag_name(typed: str) -> str:
    """As it is kept: one line, in lower case. A comma stands between tags, so there is none in one."""
    return one_line(typed.replace(",", " ")).lower()[:LONGEST].strip()


@transaction.atomic
def create_tag(name: str, *, by: Actor, hue: str = "") -> Tag:
    """Raises ``TagNameTaken``."""
    require(is_supervisor(by))
    tag = Tag(name=tag_name(name), hue=hue)
    _save(tag)
    record(TagCreated(tag_id=tag.pk, name=tag.name), by=by)
    return tag


@transaction.atomic
def change_tag(tag: Tag, *, by: Actor, name: str, hue: str) -> Tag:
    """Searches for the old name go on finding. Raises ``TagNameTaken``: then two can be merged."""
    require(is_supervisor(by))
    found = Tag.objects.select_for_update().get(pk=tag.pk)
    before, hue_before = found.name, found.hue
    tag.name, tag.hue = tag_name(name), hue
    _save(tag)
    if before != tag.name:
        FormerTagName.objects.update_or_create(name=before, defaults={"tag": tag})
    if (before, hue_before) != (tag.name, hue):
        fact = TagChanged(tag_id=tag.pk, before=before, name=tag.name, hue_before=hue_before, hue=hue)
        record(fact, by=by)
    return tag


@transaction.atomic
def merge_tags(tag: Tag, into: Tag, *, by: Actor) -> None:
    """What has the tag gets the other one; the tag is gone, and searches for it find the other one."""
    require(is_supervisor(by) and tag.pk != into.pk)
    held = list(Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk"))
    require(len(held) == 2)
    given = Ticket.tags.through._default_manager.filter(tag=tag)
    given.exclude(ticket__in=into.tickets.values("pk")).update(tag=into)
    FormerTagName.objects.filter(tag=tag).update(tag=into)
    before = tag.name
    tag.delete()
    FormerTagName.objects.create(name=before, tag=into)
    record(TagsMerged(tag_id=into.pk, before=before, name=into.name), by=by)


def archive_tag(tag: Tag, *, by: Actor) -> None:
    """Is offered no more; tickets that have it keep it. ``restore_tag`` undoes it."""
    _mark(tag, timezone.now(), by)


def restore_tag(tag: Tag, *, by: Actor) -> None:
    _mark(tag, None, by)


@transaction.atomic
def _mark(tag: Tag, archived_at: datetime | None, by: Actor) -> None:
    require(is_supervisor(by))
    if (tag.archived_at is None) == (archived_at is None):
        return
    tag.archived_at = archived_at
    tag.save(update_fields=["archived_at"])
    fact = TagArchived if archived_at else TagRestored
    record(fact(tag_id=tag.pk, name=tag.name), by=by)


def _save(tag: Tag) -> None:
    """A name that another tag once had is free: that tag is called otherwise now."""
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError as error:
        raise TagNameTaken(Tag.objects.get(name=tag.name)) from error
    FormerTagName.objects.filter(name=tag.name).delete()
