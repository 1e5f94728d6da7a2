from __future__ import annotations

from django.utils.translation import gettext, ngettext

from smartai.core.tickets.actions import archive_tag, change_tag, restore_tag
from smartai.core.tickets.errors import TagNameTaken
from smartai.core.tickets.events import TagArchived, TagChanged, TagCreated, TagRestored
from smartai.core.tickets.models import Tag
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import Undoing, held, still, unused
from smartai.core.workspace.policies import is_supervisor
from smartai.foundation.accounts.actors import Actor


def undo_created(fact: TagCreated, *, by: Actor) -> None:
    """Names that lead to it since another tag was merged into it are a use, too."""
    tag = _still_there(fact.tag_id, archived=False)
    still({"name": tag.name}, {"name": fact.name})
    tickets, names = tag.tickets.count(), tag.former_names.count()
    unused(
        (tickets, ngettext("%(n)d ticket", "%(n)d tickets", tickets)),
        (names, ngettext("%(n)d former name", "%(n)d former names", names)),
    )
    archive_tag(tag, by=by)


def undo_changed(fact: TagChanged, *, by: Actor) -> None:
    tag = held(Tag.objects.visible_to(by), fact.tag_id)
    still({"name": tag.name, "hue": tag.hue}, {"name": fact.name, "hue": fact.hue})
    try:
        change_tag(tag, by=by, name=fact.before, hue=fact.hue_before or "")
    except TagNameTaken as taken:
        raise UndoRefused(gettext("There is a tag with this name.")) from taken


def undo_archived(fact: TagArchived, *, by: Actor) -> None:
    restore_tag(_still_there(fact.tag_id, archived=True), by=by)


def undo_restored(fact: TagRestored, *, by: Actor) -> None:
    archive_tag(_still_there(fact.tag_id, archived=False), by=by)


def _still_there(pk: int, *, archived: bool) -> Tag:
    tag = held(Tag.objects.all(), pk)
    still({"archived": tag.archived_at is not None}, {"archived": archived})
    return tag


def _tells_hue(fact: TagChanged) -> bool:
    return fact.hue is not None


WAYS = (
    Undoing(TagCreated, undo_created, ("tag_id",), keepers=is_supervisor),
    Undoing(TagChanged, undo_changed, ("tag_id",), keepers=is_supervisor, told=_tells_hue),
    Undoing(TagArchived, undo_archived, ("tag_id",), keepers=is_supervisor),
    Undoing(TagRestored, undo_restored, ("tag_id",), keepers=is_supervisor),
)
